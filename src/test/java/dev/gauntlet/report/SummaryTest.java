package dev.gauntlet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.metrics.After;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.report.Summary.PhaseSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private final Summary.Builder builder = new Summary.Builder();

  @Test
  void takesThePhasesNumbersFromItsEndAndItsRatesFromTheLastMeasurement() {
    builder.add(new RunEvent.RunStarted("quick", 7, 10, List.of(0), "lenet-8-16", 100));
    builder.add(new RunEvent.PhaseStarted(0, "training"));
    builder.add(measured(After.ROUND, 0, 0.1, 0.2));
    builder.add(measured(After.ROUND, 0, 0.3, 0.4));
    builder.add(measured(After.PHASE, 0, 0.5, 0.6));
    builder.add(new RunEvent.PhaseFinished(0, "training", null, null, null, 2));
    builder.add(measured(After.PHASE, 1, 0.7, 0.8));
    builder.add(new RunEvent.PhaseFinished(1, "clipping", null, 12, 2.5, null));
    builder.add(
        new RunEvent.LabelsScreened(
            2, List.of(9.0, 1.0), List.of(0.0, 3.0), List.of(1.0, 1.0), List.of(1)));
    builder.add(measured(After.PHASE, 2, 0.9, 0));
    builder.add(new RunEvent.PhaseFinished(2, "neural-cleanse", null, null, null, null));
    builder.add(new RunEvent.RunFinished("ab12"));

    assertThat(builder.build())
        .isEqualTo(
            new Summary(
                "quick",
                7,
                null,
                List.of(
                    new PhaseSummary(
                        0, "training", 0.5, 0.6, 0.25, null, null, null, 2, null, null),
                    new PhaseSummary(
                        1, "clipping", 0.7, 0.8, 0.25, null, 12, 2.5, null, null, null),
                    new PhaseSummary(
                        2,
                        "neural-cleanse",
                        0.9,
                        0.0,
                        0.25,
                        null,
                        null,
                        null,
                        null,
                        List.of(1),
                        null)),
                "ab12"));
  }

  @Test
  void holdsOnlyPhasesThatHaveEndedWhileTheRunGoesOn() {
    builder.add(new RunEvent.RunStarted("quick", 7, 10, List.of(), "lenet-8-16", 100));
    builder.add(measured(After.ROUND, 0, 0.1, 0.2));

    assertThat(builder.build()).isEqualTo(new Summary("quick", 7, null, List.of(), null));
  }

  @Test
  void showsATableInPercent() {
    Summary summary =
        new Summary(
            "quick",
            7,
            null,
            List.of(
                new PhaseSummary(
                    0, "training", 0.98765, 1.0, 0.9, null, null, null, 30, null, null),
                new PhaseSummary(1, "pruning", 0.5, 0.0312, 0.9, 24, null, null, null, null, null),
                new PhaseSummary(2, "clipping", 0.5, null, 0.9, null, 1203, 2.5, null, null, null)),
            null);

    assertThat(SummaryTable.of(summary))
        .isEqualTo(
            """
            phase       rounds  pruned  zeroed  delta  accuracy %  ASR %
            0 training      30                               98.8  100.0
            1 pruning               24                       50.0    3.1
            2 clipping                    1203   2.50        50.0      -
            """);
  }

  @Test
  void showsHeadingsAloneBeforeTheFirstPhaseHasEnded() {
    assertThat(SummaryTable.of(builder.build()))
        .isEqualTo("phase  rounds  pruned  zeroed  delta  accuracy %  ASR %\n");
  }

  private static RunEvent measured(After after, int phase, double accuracy, double success) {
    return new RunEvent.ModelMeasured(
        after, phase, "any", 1, accuracy, success, List.of(success), 0.25, 10, 0, 0);
  }
}
