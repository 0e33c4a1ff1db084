package dev.gauntlet.defense;

import java.util.Arrays;

/**
 * One client's votes in the majority vote.
 *
 * @param keep by channel, whether the client wants it kept
 */
public record PruneBallot(boolean[] keep) {

  public PruneBallot {
    keep = keep.clone();
  }

  /**
   * Votes to prune the {@code floor(rate * channels)} least active channels, lower index first
   * among equals, and to keep the others.
   *
   * @param rate the pruning rate, in [0, 1]
   */
  public static PruneBallot ofActivations(double[] activations, double rate) {
    boolean[] keep = new boolean[activations.length];
    Arrays.fill(keep, true);
    int[] ascending = NeuronRanking.leastActiveFirst(activations);
    for (int i = 0; i < votesToPrune(activations.length, rate); i++) {
      keep[ascending[i]] = false;
    }
    return new PruneBallot(keep);
  }

  /** {@code floor(rate * channels)}, with a rate such as 0.29 of 100 taken as 29. */
  static int votesToPrune(int channels, double rate) {
    return (int) Math.floor(rate * channels + 1e-9);
  }

  @Override
  public boolean[] keep() {
    return keep.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PruneBallot that && Arrays.equals(keep, that.keep);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(keep);
  }

  @Override
  public String toString() {
    return "PruneBallot" + Arrays.toString(keep);
  }
}
