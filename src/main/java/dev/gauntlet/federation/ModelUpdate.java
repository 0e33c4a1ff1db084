package dev.gauntlet.federation;

/**
 * What a client returns from local training.
 *
 * @param client who trained
 * @param samples how many examples it holds: its weight {@code n_i}
 * @param delta the parameters reached less those it started from, {@code d_i}
 */
public record ModelUpdate(ClientId client, int samples, ParameterVector delta) {

  public ModelUpdate {
    if (samples < 1) {
      throw new IllegalArgumentException(client + " trained on " + samples + " examples");
    }
  }
}
