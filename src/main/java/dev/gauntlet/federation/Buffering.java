package dev.gauntlet.federation;

/**
 * Asynchronous rounds with a buffer (FedBuff: Nguyen et al. 2022, arXiv:2106.06639): clients are
 * always at work, and every {@code bufferSize} arrivals make the next model. A buffer of one is
 * FedAsync (Xie, Koyejo, Gupta 2019).
 *
 * @param concurrency how many clients work at a time
 * @param bufferSize updates that make a round, at most {@code concurrency}
 * @param maxStaleness an older update is discarded
 * @param staleness how much an older update counts
 */
public record Buffering(int concurrency, int bufferSize, int maxStaleness, Staleness staleness) {

  public Buffering {
    if (bufferSize < 1 || bufferSize > concurrency) {
      throw new IllegalArgumentException(
          "a buffer of "
              + bufferSize
              + " updates needs at least as many clients at work, not "
              + concurrency);
    }
    if (maxStaleness < 0) {
      throw new IllegalArgumentException("max-staleness is at least 0, not " + maxStaleness);
    }
  }
}
