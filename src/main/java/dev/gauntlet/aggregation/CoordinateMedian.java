package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.SelectionNetwork;
import dev.gauntlet.federation.ParameterVector;
import java.util.List;

/**
 * The median of each coordinate, the mean of the middle two for an even number (Yin, Chen,
 * Ramchandran, Bartlett, ICML 2018, arXiv:1803.01498, definition 1). Stands any minority of
 * attackers: no coordinate leaves the range of the benign ones.
 */
public record CoordinateMedian() implements Aggregator {

  @Override
  public String name() {
    return "median";
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    return Aggregation.of(of(round.deltas()));
  }

  static ParameterVector of(List<ParameterVector> vectors) {
    int n = vectors.size();
    return new SelectionNetwork(n, (n - 1) / 2, n / 2 + 1).means(vectors);
  }
}
