package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.Clipping;
import dev.gauntlet.aggregation.arithmetic.InnerProducts;
import dev.gauntlet.aggregation.arithmetic.NormalNoise;
import dev.gauntlet.aggregation.arithmetic.WeightedSum;
import dev.gauntlet.federation.Median;
import dev.gauntlet.federation.ParameterVector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * FLAME: clients' models outside the one cluster of more than half of them, by the cosine between
 * them, are left out; the updates of the others are brought down to the median norm of all, their
 * plain mean is taken, and noise in proportion to that norm is added (Nguyen et al., USENIX
 * Security 2022, arXiv:2101.02281, algorithm 1). Stands less than half of the clients.
 *
 * <p>The paper clusters with HDBSCAN, clusters of at least {@code n / 2 + 1}, one sample. That
 * leaves one cluster to be found, the first of that size as the distance allowed grows: it is
 * sought directly.
 *
 * @param noise lambda, the noise's standard deviation over the median norm; 0 for none
 */
public record Flame(double noise) implements Aggregator {

  public Flame {
    if (!(noise >= 0)) {
      throw new IllegalArgumentException("noise is at least 0, not " + noise);
    }
  }

  @Override
  public String name() {
    return "flame";
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    List<ParameterVector> deltas = round.deltas();
    int n = deltas.size();
    BitSet cluster = majority(InnerProducts.of(models(round)));
    double[] norms = Clipping.norms(deltas);
    double median = Median.of(norms);
    double[] weights = new double[n];
    cluster.stream().forEach(i -> weights[i] = Clipping.factor(norms[i], median));
    ParameterVector mean = WeightedSum.of(deltas, weights, cluster.cardinality());
    return Aggregation.of(
        NormalNoise.on(mean, noise * median, round.streams(), round.round()),
        IntStream.range(0, n)
            .mapToObj(i -> new Verdict(round.updates().get(i).client(), cluster.get(i), weights[i]))
            .toList());
  }

  private static List<ParameterVector> models(RoundUpdates round) {
    return round.deltas().stream().parallel().map(delta -> round.model().plus(delta, 1)).toList();
  }

  /** A pair of clients that are that far apart. */
  private record Link(double distance, int i, int j) {}

  /** Links the closest first, all of one distance at once, until more than half hang together. */
  private static BitSet majority(InnerProducts models) {
    int n = models.size();
    List<Link> links = new ArrayList<>();
    BitSet[] clusters = new BitSet[n];
    for (int i = 0; i < n; i++) {
      clusters[i] = new BitSet();
      clusters[i].set(i);
      for (int j = i + 1; j < n; j++) {
        links.add(new Link(1 - models.cosine(i, j), i, j));
      }
    }
    links.sort(Comparator.comparingDouble(Link::distance));
    BitSet largest = clusters[0];
    for (int k = 0; k < links.size(); k++) {
      Link link = links.get(k);
      if (2 * largest.cardinality() > n && link.distance() > links.get(k - 1).distance()) {
        break;
      }
      BitSet joined = clusters[link.i()];
      if (!joined.get(link.j())) {
        joined.or(clusters[link.j()]);
        joined.stream().forEach(client -> clusters[client] = joined);
      }
      if (joined.cardinality() > largest.cardinality()) {
        largest = joined;
      }
    }
    return largest;
  }
}
