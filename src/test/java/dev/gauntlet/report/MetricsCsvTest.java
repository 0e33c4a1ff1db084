package dev.gauntlet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.metrics.After;
import dev.gauntlet.metrics.RunEvent.ModelMeasured;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricsCsvTest {

  @Test
  void hasTheColumnsOfTheSpecification() {
    assertThat(MetricsCsv.HEADER)
        .isEqualTo(
            "phase_index,phase,round,time,accuracy,attack_success_rate,validation_accuracy,"
                + "participants,dropped,discarded");
  }

  @Test
  void writesARowForAMeasuredModel() {
    assertThat(MetricsCsv.row(12.5, measured(0.002)))
        .isEqualTo("4,fine-tuning,31,12.5,0.9875,0.002,1.0,10,1,2");
  }

  @Test
  void leavesTheSuccessRateEmptyWithoutAnAdversary() {
    String row = MetricsCsv.row(0, measured(null));

    assertThat(row).isEqualTo("4,fine-tuning,31,0.0,0.9875,,1.0,10,1,2");
    assertThat(row.split(",", -1)).hasSameSizeAs(MetricsCsv.HEADER.split(",", -1));
  }

  private static ModelMeasured measured(@Nullable Double success) {
    return new ModelMeasured(
        After.ROUND,
        4,
        "fine-tuning",
        31,
        0.9875,
        success,
        success == null ? List.of() : List.of(success),
        1,
        10,
        1,
        2);
  }
}
