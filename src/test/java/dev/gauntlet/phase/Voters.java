package dev.gauntlet.phase;

import dev.gauntlet.defense.NeuronRanking;
import java.util.List;
import java.util.stream.IntStream;

/** What clients of these tests vote. */
final class Voters {

  private Voters() {}

  /** The ranking of someone who finds the channels active in that order, the least first. */
  static NeuronRanking ranking(List<Integer> leastActiveFirst) {
    return new NeuronRanking(
        IntStream.range(0, leastActiveFirst.size())
            .mapToObj(channel -> leastActiveFirst.indexOf(channel) + 1)
            .toList());
  }
}
