package dev.gauntlet.defense;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * The order in which the server prunes, from the clients' votes (the paper's two voting methods).
 */
public final class PruningOrder {

  private PruningOrder() {}

  /** From the lowest mean rank up; ties: lower channel first. */
  public static List<Integer> byRanking(List<NeuronRanking> rankings) {
    // Sums order the channels as means do, without rounding.
    return fromTheLowest(
        rankings.get(0).ranks().size(),
        channel -> rankings.stream().mapToLong(vote -> vote.ranks().get(channel)).sum());
  }

  /** From the fewest votes to keep up; ties: lower channel first. */
  public static List<Integer> byMajority(List<PruneBallot> ballots) {
    return fromTheLowest(
        ballots.get(0).keep().size(),
        channel -> ballots.stream().filter(vote -> vote.keep().get(channel)).count());
  }

  private static List<Integer> fromTheLowest(int channels, IntToLongFunction score) {
    long[] scores = IntStream.range(0, channels).mapToLong(score).toArray();
    return IntStream.range(0, channels)
        .boxed()
        .sorted(Comparator.comparingLong(channel -> scores[channel]))
        .toList();
  }
}
