package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.SelectionNetwork;

/**
 * The mean of each coordinate without its {@code floor(share * n)} smallest and as many greatest
 * values (Yin, Chen, Ramchandran, Bartlett, ICML 2018, arXiv:1803.01498, definition 2). Stands as
 * many attackers as are cut off at one end.
 *
 * @param share beta, cut off at each end: at least 0 and below one half
 */
public record TrimmedMean(double share) implements Aggregator {

  /** The assumption in words. */
  public static final String INEQUALITY = "trimmed-mean needs 0 <= share < 0.5";

  public TrimmedMean {
    if (!(share >= 0 && share < 0.5)) {
      throw new IllegalArgumentException(INEQUALITY + ": share = " + share);
    }
  }

  @Override
  public String name() {
    return "trimmed-mean";
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    int n = round.updates().size();
    int cut = cut(n);
    return Aggregation.of(new SelectionNetwork(n, cut, n - cut).means(round.deltas()));
  }

  /** How many of {@code n} values are cut off at each end; a share such as 0.29 of 100 is 29. */
  public int cut(int n) {
    return Math.min((int) Math.floor(share * n + 1e-9), (n - 1) / 2);
  }
}
