package dev.gauntlet.report;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.gauntlet.metrics.RunEvent.ModelMeasured;
import org.jspecify.annotations.Nullable;

/** The rows of {@code metrics.csv}. */
public final class MetricsCsv {

  /** The names of the columns. */
  public static final String HEADER =
      "phase_index,phase,round,time,accuracy,attack_success_rate,validation_accuracy,"
          + "participants,dropped,discarded";

  private MetricsCsv() {}

  /** The row of a measured model; without an adversary the attack success rate is empty. */
  public static String row(double time, ModelMeasured measured) {
    return String.join(
        ",",
        Integer.toString(measured.phaseIndex()),
        measured.phase(),
        Integer.toString(measured.round()),
        number(time),
        number(measured.accuracy()),
        number(measured.attackSuccessRate()),
        number(measured.validationAccuracy()),
        Integer.toString(measured.participants()),
        Integer.toString(measured.dropped()),
        Integer.toString(measured.discarded()));
  }

  private static String number(@Nullable Double value) {
    // As in the JSON files: the shortest text that reads back as the same number.
    return value == null ? "" : NumberOutput.toString(value, true);
  }
}
