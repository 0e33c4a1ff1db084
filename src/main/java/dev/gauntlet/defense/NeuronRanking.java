package dev.gauntlet.defense;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * One client's ranking of the channels of the last convolutional layer.
 *
 * @param ranks by channel, from 1 for the least active to the number of channels
 */
public record NeuronRanking(int[] ranks) {

  public NeuronRanking {
    int[] sorted = ranks.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] != i + 1) {
        throw new IllegalArgumentException(
            "ranks are each number from 1 to " + ranks.length + " once: " + Arrays.toString(ranks));
      }
    }
    ranks = ranks.clone();
  }

  /** Ranks channels by activation; of equally active ones the lower index is the less active. */
  public static NeuronRanking ofActivations(double[] activations) {
    int[] ascending = leastActiveFirst(activations);
    int[] ranks = new int[activations.length];
    for (int position = 0; position < ascending.length; position++) {
      ranks[ascending[position]] = position + 1;
    }
    return new NeuronRanking(ranks);
  }

  /** The channels from the least to the most active, lower index first among equals. */
  static int[] leastActiveFirst(double[] activations) {
    return IntStream.range(0, activations.length)
        .boxed()
        .sorted(Comparator.comparingDouble(channel -> activations[channel]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Override
  public int[] ranks() {
    return ranks.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NeuronRanking that && Arrays.equals(ranks, that.ranks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ranks);
  }

  @Override
  public String toString() {
    return "NeuronRanking" + Arrays.toString(ranks);
  }
}
