package dev.gauntlet.metrics;

/**
 * Why a model is measured.
 *
 * @param time virtual seconds
 * @param after what
 * @param phaseIndex the phase's place in the run, from 0
 * @param phase its name
 * @param round rounds completed in the run so far
 * @param participation of the clients in that round or phase
 */
public record EvaluationContext(
    double time,
    After after,
    int phaseIndex,
    String phase,
    int round,
    Participation participation) {

  /** Records the measurement. */
  public void record(Scores scores, Journal journal) {
    journal.record(
        time,
        new RunEvent.ModelMeasured(
            after,
            phaseIndex,
            phase,
            round,
            scores.test(),
            scores.meanSuccess(),
            scores.triggered(),
            scores.validation(),
            participation.participants(),
            participation.dropped(),
            participation.discarded()));
  }
}
