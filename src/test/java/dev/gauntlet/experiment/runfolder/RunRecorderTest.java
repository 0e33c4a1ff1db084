package dev.gauntlet.experiment.runfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.experiment.request.ProgressDisplay;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.metrics.After;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.report.Json;
import dev.gauntlet.report.MetricsCsv;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecorderTest {

  private static final RunEvent STARTED =
      new RunEvent.RunStarted("quick", 7, 10, List.of(0), "lenet-8-16", 100);
  private static final RunEvent.ModelMeasured MEASURED =
      new RunEvent.ModelMeasured(
          After.PHASE, 0, "training", 3, 0.5, 0.25, List.of(0.25), 0.75, 10, 0, 0);
  private static final RunEvent PHASE_FINISHED =
      new RunEvent.PhaseFinished(0, "training", null, null, null, 3);
  private static final RunEvent FINISHED = new RunEvent.RunFinished("ab12");

  @TempDir Path folder;

  @Test
  void writesEveryEventAndARowForEveryMeasurement() throws Exception {
    try (RunRecorder recorder = new RunRecorder(RunFolder.open(folder))) {
      recorder.record(0, STARTED);
      recorder.record(1.5, MEASURED);
      recorder.record(1.5, PHASE_FINISHED);
      recorder.record(1.5, FINISHED);
    }

    assertThat(folder.resolve(RunFolder.EVENTS))
        .hasContent(
            String.join(
                "\n",
                Json.line(0, STARTED),
                Json.line(1.5, MEASURED),
                Json.line(1.5, PHASE_FINISHED),
                Json.line(1.5, FINISHED) + "\n"));
    assertThat(Files.readString(folder.resolve(RunFolder.METRICS)))
        .isEqualTo(MetricsCsv.HEADER + "\n" + MetricsCsv.row(1.5, MEASURED) + "\n");
  }

  @Test
  void hasOnDiskWhatWasMeasuredBeforeTheRunEnds() throws Exception {
    try (RunRecorder recorder = new RunRecorder(RunFolder.open(folder))) {
      recorder.record(0, STARTED);
      recorder.record(1.5, MEASURED);

      assertThat(Files.readAllLines(folder.resolve(RunFolder.EVENTS))).hasSize(2);
      assertThat(Files.readAllLines(folder.resolve(RunFolder.METRICS))).hasSize(2);
      assertThat(folder.resolve(RunFolder.SUMMARY)).doesNotExist();
    }
  }

  @Test
  void renewsTheSummaryAfterEveryPhaseAndAtTheEnd() throws Exception {
    try (RunRecorder recorder = new RunRecorder(RunFolder.open(folder))) {
      recorder.record(0, STARTED);
      recorder.record(1.5, MEASURED);
      recorder.record(1.5, PHASE_FINISHED);
      assertThat(Files.readString(folder.resolve(RunFolder.SUMMARY)))
          .isEqualTo(Json.pretty(recorder.summary()))
          .contains("\"rounds\" : 3")
          .doesNotContain("model_sha256");

      recorder.record(1.5, FINISHED);
      assertThat(Files.readString(folder.resolve(RunFolder.SUMMARY)))
          .contains("\"model_sha256\" : \"ab12\"");
    }
  }

  @Test
  void refusesARunWithoutAThread() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RunOptions(Optional.empty(), 0, Optional.empty(), false, ProgressDisplay.NONE));
  }

  @Test
  void namesEveryProblemOfARequest() {
    RequestException problems = new RequestException(List.of("one", "two"));

    assertThat(problems).hasMessage("one\ntwo");
    assertThat(problems.problems()).containsExactly("one", "two");
    assertThat(new RequestException("one").problems()).containsExactly("one");
  }
}
