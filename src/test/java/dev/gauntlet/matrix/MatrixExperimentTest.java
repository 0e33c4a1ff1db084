package dev.gauntlet.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.experiment.Experiment;
import dev.gauntlet.experiment.TinyScenario;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.runfolder.RunFolder;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixExperimentTest {

  private static final String GRID =
      """
      training.rounds = 1
      phases = [ { phase = training }, { phase = clipping, delta = 2.0 } ]
      matrix {
        attacks { none { adversaries = [] }, both {} }
        defences { nothing { phases = [ { phase = training } ] }, clipping {} }
        seeds = [1, 2]
      }
      """;

  @TempDir Path folder;

  @Test
  void isTheSameHoweverManyRunAtATime() throws Exception {
    run(GRID, "one", 1);
    run(GRID, "two", 2);

    for (String table : List.of(MatrixFiles.TABLE, MatrixFiles.CELLS, MatrixFiles.RUNS)) {
      assertThat(folder.resolve("one").resolve(table))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(table));
    }
    assertThat(folder.resolve("one/matrix.csv")).content().hasLineCount(5);
    assertThat(folder.resolve("one/runs.csv")).content().hasLineCount(13);
  }

  @Test
  void everyRunIsThatOfItsScenarioAlone() throws Exception {
    run(GRID, "grid", 2);
    Path cell = folder.resolve("grid/both/clipping/2");

    Experiment.prepare(
            TinyScenario.in(
                folder,
                "training.rounds=1",
                "seed=2",
                "phases=[ { phase = training }, { phase = clipping, delta = 2.0 } ]"),
            TinyScenario.options(folder.resolve("alone"), 1))
        .run();

    for (String file : List.of(RunFolder.SCENARIO, RunFolder.EVENTS, RunFolder.SUMMARY)) {
      assertThat(cell.resolve(file)).hasSameBinaryContentAs(folder.resolve("alone").resolve(file));
    }
  }

  @Test
  void goesOnWithWhatIsNotFinished() throws Exception {
    run(GRID, "grid", 2);
    byte[] table = Files.readAllBytes(folder.resolve("grid/matrix.csv"));
    Path kept = folder.resolve("grid/none/nothing/1/model.zip");
    Path killed = folder.resolve("grid/none/nothing/2");
    FileTime longAgo = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(kept, longAgo);
    Files.delete(killed.resolve(RunFolder.MODEL));
    Files.delete(folder.resolve("grid/matrix.csv"));

    run(GRID, "grid", 2);

    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(longAgo);
    assertThat(killed.resolve(RunFolder.MODEL)).exists();
    assertThat(killed.resolve(RunFolder.MANIFEST)).content().contains("\"resumed\" : 1");
    assertThat(folder.resolve("grid/matrix.csv")).hasBinaryContent(table);
  }

  @Test
  void ofRunsThatAreNotChosenThoseCountThatAreFinished() throws Exception {
    run(GRID, cell -> cell.attack().equals("none"), "parts", 2);
    assertThat(folder.resolve("parts/matrix.csv")).content().hasLineCount(3);
    run(GRID, cell -> cell.attack().equals("both"), "parts", 2);
    run(GRID, "whole", 2);

    assertThat(folder.resolve("parts/matrix.csv"))
        .hasSameBinaryContentAs(folder.resolve("whole/matrix.csv"));
  }

  @Test
  void doesNotCountRunsOfAnotherVersionOrOtherImages() throws Exception {
    run(GRID, "grid", 2);
    Path manifest = folder.resolve("grid/none/nothing/1/" + RunFolder.MANIFEST);
    String written = Files.readString(manifest);
    Files.writeString(
        manifest, written.replaceFirst("\"commit\" : \"[^\"]*\"", "\"commit\" : \"0123\""));

    assertThatThrownBy(() -> run(GRID, "grid", 1))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("(0123) of this program, and this is")
        .hasMessageContaining("--overwrite");
    Files.writeString(
        manifest,
        written.replaceFirst(
            "\"data_files\" : \\[ *\\]",
            "\"data_files\" : [{\"name\":\"train\",\"bytes\":1,\"sha256\":\"ab\"}]"));
    assertThatThrownBy(() -> run(GRID, "grid", 1))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("a file train of SHA-256 ab");
    Files.writeString(manifest, written);
    Path summary = folder.resolve("grid/none/nothing/1/" + RunFolder.SUMMARY);
    String end = Files.readString(summary);
    Files.writeString(summary, "{");
    assertThatThrownBy(() -> run(GRID, "grid", 1))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("a run cannot be read");
    Files.writeString(summary, end);
    run(GRID, "grid", 1);
  }

  @Test
  void doesNotTouchRunsOfAnotherScenario() throws Exception {
    run(GRID, "grid", 1);
    String other = GRID.replace("rounds = 1", "rounds = 2");

    assertThatThrownBy(() -> run(other, "grid", 1))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("holds a run of another scenario");
  }

  private void run(String grid, String out, int jobs)
      throws IOException, InvalidConfigException, RequestException, InterruptedException {
    run(grid, cell -> true, out, jobs);
  }

  private void run(String grid, Predicate<Matrix.Cell> chosen, String out, int jobs)
      throws IOException, InvalidConfigException, RequestException, InterruptedException {
    Path file = folder.resolve("grid.conf");
    Files.writeString(file, TinyScenario.TEXT + grid);
    Matrix matrix = MatrixReader.read(file, List.of());
    List<String> failures = Collections.synchronizedList(new ArrayList<>());
    MatrixExperiment.prepare(
            matrix,
            chosen,
            new MatrixOptions(
                Optional.of(folder.resolve(out)), jobs, jobs, Optional.empty(), false))
        .run(new Failures(failures));
    assertThat(failures).isEmpty();
  }

  private record Failures(List<String> seen) implements MatrixListener {
    @Override
    public void onStart(int runs, int finishedBefore) {}

    @Override
    public void onFinished(Matrix.Cell cell, Summary summary) {}

    @Override
    public void onFailed(Matrix.Cell cell, Path folder, String cause) {
      seen.add(cause);
    }
  }
}
