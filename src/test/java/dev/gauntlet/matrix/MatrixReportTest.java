package dev.gauntlet.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.report.Summary;
import dev.gauntlet.report.Summary.PhaseSummary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatrixReportTest {

  private static final MatrixReport REPORT =
      new MatrixReport(
          List.of(
              new MatrixOutcome("replace", "none", 1, List.of(), summary(1, 0.9, 1.0)),
              new MatrixOutcome("replace", "none", 2, List.of(), summary(2, 0.8, 0.5)),
              new MatrixOutcome("replace", "krum", 1, List.of(), summary(1, 0.7, 0.25)),
              new MatrixOutcome("replace", "krum", 2, List.of(), null),
              new MatrixOutcome("noise", "none", 1, List.of(), summary(1, 0.1, null))));

  @Test
  void tabulatesMeansAndIntervalsOfTheFinalModels() {
    assertThat(REPORT.table())
        .isEqualTo(
            """
            attack   defence         runs  accuracy %    +-  ASR %     +-
            replace  none               2        85.0  63.5   75.0  317.7
            replace  krum     2, 1 failed        70.0         25.0
            noise    none               1        10.0            -
            """);
  }

  @Test
  void writesCellsForPrograms() {
    assertThat(REPORT.cellsCsv().lines())
        .hasSize(4)
        .contains("replace,krum,2,1,0.7,,0.25,", "noise,none,1,0,0.1,,,")
        .first()
        .isEqualTo(
            "attack,defence,runs,failed,accuracy_mean,accuracy_ci95,"
                + "attack_success_rate_mean,attack_success_rate_ci95");
  }

  @Test
  void writesEveryPhaseOfEveryRun() {
    assertThat(REPORT.runsCsv().lines())
        .containsExactly(
            "attack,defence,seed,phase_index,phase,accuracy,attack_success_rate",
            "replace,none,1,0,training,0.95,0.5",
            "replace,none,1,1,pruning,0.9,1.0",
            "replace,none,2,0,training,0.95,0.5",
            "replace,none,2,1,pruning,0.8,0.5",
            "replace,krum,1,0,training,0.95,0.5",
            "replace,krum,1,1,pruning,0.7,0.25",
            "noise,none,1,0,training,0.95,0.5",
            "noise,none,1,1,pruning,0.1,");
  }

  @Test
  void branchesAreDefencesOfTheirOwn() {
    Summary.BranchSummary clipped =
        new Summary.BranchSummary(
            List.of(new PhaseSummary(2, "clipping", 0.6, 0.1, 0.9, null, 3, 2.0, null, null, null)),
            "01");
    MatrixReport report =
        new MatrixReport(
            List.of(
                new MatrixOutcome(
                    "replace",
                    "none",
                    1,
                    List.of("clipped"),
                    summary(1, 0.9, 1.0).with(Map.of("clipped", clipped))),
                new MatrixOutcome("replace", "none", 2, List.of("clipped"), null)));

    assertThat(report.cellsCsv().lines())
        .contains("replace,none,2,1,0.9,,1.0,", "replace,none/clipped,2,1,0.6,,0.1,");
    assertThat(report.runsCsv()).contains("replace,none/clipped,1,2,clipping,0.6,0.1\n");
  }

  private static Summary summary(long seed, double accuracy, @Nullable Double success) {
    return new Summary(
        "s",
        seed,
        null,
        List.of(
            new PhaseSummary(0, "training", 0.95, 0.5, 0.9, null, null, null, 3, null, null),
            new PhaseSummary(
                1, "pruning", accuracy, success, 0.9, 4, null, null, null, null, null)),
        "00");
  }
}
