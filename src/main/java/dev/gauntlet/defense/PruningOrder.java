package dev.gauntlet.defense;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which the server prunes, from the clients' votes (the paper's two voting methods).
 */
public final class PruningOrder {

  private PruningOrder() {}

  /** From the lowest mean rank up; ties: lower channel first. */
  public static int[] byRanking(List<NeuronRanking> rankings) {
    long[] sums = new long[rankings.get(0).ranks().length];
    for (NeuronRanking ranking : rankings) {
      int[] ranks = ranking.ranks();
      for (int channel = 0; channel < sums.length; channel++) {
        sums[channel] += ranks[channel];
      }
    }
    return fromTheLowest(sums);
  }

  /** From the fewest votes to keep up; ties: lower channel first. */
  public static int[] byMajority(List<PruneBallot> ballots) {
    long[] sums = new long[ballots.get(0).keep().length];
    for (PruneBallot ballot : ballots) {
      boolean[] keep = ballot.keep();
      for (int channel = 0; channel < sums.length; channel++) {
        sums[channel] += keep[channel] ? 1 : 0;
      }
    }
    return fromTheLowest(sums);
  }

  // Sums order the channels as means do, without rounding.
  private static int[] fromTheLowest(long[] sums) {
    return IntStream.range(0, sums.length)
        .boxed()
        .sorted(Comparator.comparingLong(channel -> sums[channel]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
