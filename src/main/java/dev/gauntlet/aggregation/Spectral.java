package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.InnerProducts;
import dev.gauntlet.aggregation.arithmetic.WeightedSum;
import dev.gauntlet.federation.ParameterVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Spectral anomaly detection: an autoencoder learns what updates look like from the server's own;
 * whose update it reconstructs worse than the mean of the round is left out, and the others are
 * averaged by numbers of examples (Li, Cheng, Wang, Liu, Chen 2020, "Learning to detect malicious
 * clients for robust federated learning", arXiv:2002.00211, sections 4.1 and 4.2). Stands any
 * number of attackers whose updates are less like the server's than those of the rest.
 *
 * <p>The paper trains a variational autoencoder before the run, on updates made for it. Ours is
 * linear, and so the principal subspace (Baldi, Hornik 1989), here of the server's updates of the
 * last rounds: it costs an update a round, and judges by one direction in the first.
 *
 * <p>It remembers those updates.
 *
 * @param dimensions of the subspace, at least 1
 * @param history how many of the server's updates it is learned from, at least {@code dimensions}
 */
public record Spectral(int dimensions, int history) implements Aggregator {

  private static final String OWN = "server-update-%010d";

  /** Eigenvalues below this share of the greatest are rounding. */
  private static final double RANK = 1e-10;

  /** Equal errors may differ from their mean by rounding. */
  private static final double ROUNDING = 1e-9;

  public Spectral {
    if (dimensions < 1 || history < dimensions) {
      throw new IllegalArgumentException(
          "a subspace has at least 1 dimension and at most as many as updates to learn from");
    }
  }

  @Override
  public String name() {
    return "spectral";
  }

  @Override
  public boolean needsServerUpdate() {
    return true;
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    SortedMap<String, ParameterVector> own = new TreeMap<>(memory.vectors());
    own.put(OWN.formatted(round.round()), round.ownUpdate());
    while (own.size() > history) {
      own.remove(own.firstKey());
    }
    List<ParameterVector> deltas = round.deltas();
    double[] errors = errors(List.copyOf(own.values()), deltas);
    double limit = Arrays.stream(errors).sum() / errors.length * (1 + ROUNDING);
    double[] weights = round.samples();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = errors[i] <= limit ? weights[i] : 0;
    }
    return new Aggregation(
        WeightedSum.mean(deltas, weights),
        Verdict.choice(round.updates(), i -> errors[i] <= limit),
        new AggregatorState(own, Map.of()));
  }

  /** How far the updates are from their projections on the principal subspace. */
  private double[] errors(List<ParameterVector> own, List<ParameterVector> deltas) {
    int m = own.size();
    List<ParameterVector> all = new ArrayList<>(own);
    all.addAll(deltas);
    InnerProducts products = InnerProducts.of(all);
    double[][] matrix = new double[m][m];
    for (int a = 0; a < m; a++) {
      for (int b = 0; b < m; b++) {
        matrix[a][b] = products.of(a, b);
      }
    }
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(matrix, false));
    RealMatrix vectors = eigen.getV();
    double[] errors = new double[deltas.size()];
    for (int i = 0; i < errors.length; i++) {
      double squares = products.of(m + i, m + i);
      for (int k = 0; k < Math.min(dimensions, m); k++) {
        if (eigen.getRealEigenvalue(k) > RANK * eigen.getRealEigenvalue(0)) {
          double along = 0;
          for (int a = 0; a < m; a++) {
            along += vectors.getEntry(a, k) * products.of(a, m + i);
          }
          squares -= along * along / eigen.getRealEigenvalue(k);
        }
      }
      errors[i] = Math.sqrt(Math.max(0, squares));
    }
    return errors;
  }
}
