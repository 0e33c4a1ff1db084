package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.InnerProducts;
import dev.gauntlet.aggregation.arithmetic.WeightedSum;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * FoolsGold: clients whose updates, summed over the rounds, point the same way lose weight (Fung,
 * Yoon, Beschastnikh, RAID 2020, arXiv:1808.04866, algorithm 1, with confidence 1 and every
 * parameter as important). Stands any number of colluding attackers, but no single one, and takes
 * benign clients with like data for colluders. The result is divided by the sum of the weights.
 *
 * <p>It remembers every client's sum of updates.
 */
public record FoolsGold() implements Aggregator {

  /** What the reference implementation takes for a weight of 1, whose logit would be infinite. */
  private static final double ALMOST_ONE = 0.99;

  @Override
  public String name() {
    return "foolsgold";
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    Map<ClientId, ParameterVector> histories = new HashMap<>(memory.histories());
    for (ModelUpdate update : round.updates()) {
      histories.merge(update.client(), update.delta(), (sum, delta) -> sum.plus(delta, 1));
    }
    List<ClientId> clients = round.updates().stream().map(ModelUpdate::client).distinct().toList();
    List<ParameterVector> sums = new ArrayList<>();
    clients.forEach(client -> sums.add(histories.get(client)));
    double[] byClient = weights(InnerProducts.of(sums));
    double[] weights =
        round.updates().stream()
            .mapToDouble(update -> byClient[clients.indexOf(update.client())])
            .toArray();
    return new Aggregation(
        WeightedSum.mean(round.deltas(), weights),
        Verdict.weighing(round.updates(), weights),
        new AggregatorState(Map.of(), histories));
  }

  /**
   * A client's cosine with itself counts as 0, so that who is unlike all others is at 0, not below.
   */
  private static double[] weights(InnerProducts sums) {
    int n = sums.size();
    double[] likeness = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (j != i) {
          likeness[i] = Math.max(likeness[i], sums.cosine(i, j));
        }
      }
    }
    double[] weights = new double[n];
    double most = 0;
    for (int i = 0; i < n; i++) {
      double greatest = 0;
      for (int j = 0; j < n; j++) {
        if (j != i) {
          // Pardoning: who is like someone who is more like others is not taken for one of them.
          boolean pardoned = likeness[j] > likeness[i];
          double cosine = sums.cosine(i, j) * (pardoned ? likeness[i] / likeness[j] : 1);
          greatest = Math.max(greatest, cosine);
        }
      }
      weights[i] = Math.max(0, Math.min(1, 1 - greatest));
      most = Math.max(most, weights[i]);
    }
    for (int i = 0; i < n; i++) {
      weights[i] = most == 0 ? 0 : logit(weights[i] / most);
    }
    return weights;
  }

  private static double logit(double share) {
    double weight = share == 1 ? ALMOST_ONE : share;
    return weight == 0 ? 0 : Math.max(0, Math.min(1, StrictMath.log(weight / (1 - weight)) + 0.5));
  }
}
