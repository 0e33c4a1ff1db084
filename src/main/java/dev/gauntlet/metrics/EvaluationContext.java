package dev.gauntlet.metrics;

import java.util.List;

/**
 * Why a model is measured.
 *
 * @param time virtual seconds
 * @param measured {@code "round"} or {@code "phase"}: after which of them
 * @param round rounds completed in the run so far
 */
public record EvaluationContext(
    double time,
    String measured,
    int phaseIndex,
    String phase,
    int round,
    int participants,
    int dropped,
    int discarded) {

  /**
   * Records the measurement.
   *
   * @param shares of right answers on the sets of {@link EvaluationSets#sets()}, in that order
   */
  public void record(List<Double> shares, Journal journal) {
    List<Double> success = shares.subList(2, shares.size());
    Double mean =
        success.isEmpty()
            ? null
            : success.stream().mapToDouble(Double::doubleValue).sum() / success.size();
    journal.record(
        time,
        new RunEvent.ModelMeasured(
            measured,
            phaseIndex,
            phase,
            round,
            shares.get(1),
            mean,
            success,
            shares.get(0),
            participants,
            dropped,
            discarded));
  }
}
