package dev.gauntlet.defense;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One client's ranking of the channels of the last convolutional layer.
 *
 * @param ranks by channel, from 1 for the least active to the number of channels
 */
public record NeuronRanking(List<Integer> ranks) {

  public NeuronRanking {
    ranks = List.copyOf(ranks);
    List<Integer> expected = IntStream.rangeClosed(1, ranks.size()).boxed().toList();
    if (!ranks.stream().sorted().toList().equals(expected)) {
      throw new IllegalArgumentException(
          "ranks are each number from 1 to " + ranks.size() + " once: " + ranks);
    }
  }

  /** Ranks channels by activation; of equally active ones the lower index is the less active. */
  public static NeuronRanking ofActivations(double[] activations) {
    Integer[] ranks = new Integer[activations.length];
    int rank = 1;
    for (int channel : leastActiveFirst(activations)) {
      ranks[channel] = rank++;
    }
    return new NeuronRanking(Arrays.asList(ranks));
  }

  /** The channels from the least to the most active, lower index first among equals. */
  static List<Integer> leastActiveFirst(double[] activations) {
    return IntStream.range(0, activations.length)
        .boxed()
        // Adding 0.0 turns -0.0, which the comparison would put first, into 0.0.
        .sorted(Comparator.comparingDouble(channel -> activations[channel] + 0.0))
        .toList();
  }
}
