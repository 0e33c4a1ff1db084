package dev.gauntlet.federation;

/**
 * What a client returns from local training.
 *
 * @param client who trained
 * @param samples how many examples it holds: its weight {@code n_i}
 * @param delta the parameters reached less those it started from, {@code d_i}, times the freshness
 * @param freshness the factor that its staleness has left of it, above 0; 1 if it is not stale
 */
public record ModelUpdate(ClientId client, int samples, ParameterVector delta, double freshness) {

  /** An update that is not stale. */
  public ModelUpdate(ClientId client, int samples, ParameterVector delta) {
    this(client, samples, delta, 1);
  }

  public ModelUpdate {
    if (samples < 1) {
      throw new IllegalArgumentException(client + " trained on " + samples + " examples");
    }
  }

  /**
   * The same update, of which staleness leaves that much.
   *
   * @param weight above 0
   */
  public ModelUpdate stale(double weight) {
    return weight == 1
        ? this
        : new ModelUpdate(client, samples, delta.times(weight), freshness * weight);
  }
}
