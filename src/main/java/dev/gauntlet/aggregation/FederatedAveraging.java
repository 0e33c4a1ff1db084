package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.WeightedSum;

/**
 * The mean of the updates weighted by the clients' numbers of examples: {@code sum(n_i d_i) /
 * sum(n_i)} (McMahan et al. 2017, algorithm 1). It stands no attacker.
 */
public record FederatedAveraging() implements Aggregator {

  @Override
  public String name() {
    return "fedavg";
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    return Aggregation.of(WeightedSum.mean(round.deltas(), round.samples()));
  }
}
