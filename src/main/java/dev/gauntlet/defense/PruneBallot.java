package dev.gauntlet.defense;

import java.util.Arrays;
import java.util.List;

/**
 * One client's votes in the majority vote.
 *
 * @param keep by channel, whether the client wants it kept
 */
public record PruneBallot(List<Boolean> keep) {

  public PruneBallot {
    keep = List.copyOf(keep);
  }

  /**
   * Votes to prune the {@code floor(rate * channels)} least active channels, lower index first
   * among equals, and to keep the others.
   *
   * @param rate the pruning rate, in [0, 1]
   */
  public static PruneBallot ofActivations(double[] activations, double rate) {
    Boolean[] keep = new Boolean[activations.length];
    Arrays.fill(keep, true);
    NeuronRanking.leastActiveFirst(activations).stream()
        .limit(votesToPrune(activations.length, rate))
        .forEach(channel -> keep[channel] = false);
    return new PruneBallot(Arrays.asList(keep));
  }

  /** {@code floor(rate * channels)}, where 0.29 of 100 is 29 though the product is a bit less. */
  private static int votesToPrune(int channels, double rate) {
    return (int) Math.floor(rate * channels + 1e-9);
  }
}
