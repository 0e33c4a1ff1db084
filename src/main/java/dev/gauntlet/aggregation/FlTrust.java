package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.Clipping;
import dev.gauntlet.aggregation.arithmetic.WeightedSum;
import dev.gauntlet.federation.ParameterVector;
import java.util.List;
import java.util.stream.IntStream;

/**
 * FLTrust: every update is brought to the norm of the server's own and weighed by its trust score,
 * the cosine between the two or 0 if that is below 0 (Cao, Fang, Liu, Gong, NDSS 2021,
 * arXiv:2012.13995, algorithm 2). Stands any number of attackers as long as the server's validation
 * images are like the clients' together. Of a stale update as much is left as by averaging.
 */
public record FlTrust() implements Aggregator {

  @Override
  public String name() {
    return "fltrust";
  }

  @Override
  public boolean needsServerUpdate() {
    return true;
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    List<ParameterVector> deltas = round.deltas();
    ParameterVector own = round.ownUpdate();
    double norm = own.norm();
    double[] norms = Clipping.norms(deltas);
    double[] products = deltas.stream().parallel().mapToDouble(own::dot).toArray();
    double[] trust = new double[norms.length];
    double[] weights = new double[norms.length];
    double total = 0;
    for (int i = 0; i < trust.length; i++) {
      if (norms[i] > 0 && norm > 0) {
        trust[i] = Math.max(0, Math.min(1, products[i] / (norms[i] * norm)));
        // The norm of a stale update does not tell its staleness any more.
        weights[i] = trust[i] * round.updates().get(i).freshness() * norm / norms[i];
        total += trust[i];
      }
    }
    return Aggregation.of(
        WeightedSum.of(deltas, weights, total == 0 ? 1 : total),
        IntStream.range(0, trust.length)
            .mapToObj(i -> new Verdict(round.updates().get(i).client(), trust[i] > 0, trust[i]))
            .toList());
  }
}
