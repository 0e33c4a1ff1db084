package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.Clipping;
import dev.gauntlet.aggregation.arithmetic.WeightedSum;
import dev.gauntlet.federation.ParameterVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Centered clipping: {@code v + mean((x_i - v) min(1, radius / |x_i - v|))}, some times over, from
 * what the round before came to (Karimireddy, He, Jaggi, ICML 2021, arXiv:2012.10333, algorithm 2).
 * Stands less than half of the clients, the better the fewer; the paper's clients send momentum,
 * ours their updates.
 *
 * <p>It remembers the last result, {@code v}.
 *
 * @param radius tau
 * @param iterations at least 1
 */
public record CenteredClipping(double radius, int iterations) implements Aggregator {

  private static final String CENTER = "center";

  public CenteredClipping {
    if (!(radius > 0) || iterations < 1) {
      throw new IllegalArgumentException("a radius is above 0 and iterations are at least 1");
    }
  }

  @Override
  public String name() {
    return "centered-clipping";
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    List<ParameterVector> deltas = round.deltas();
    int n = deltas.size();
    ParameterVector center =
        Optional.ofNullable(memory.vectors().get(CENTER))
            .orElseGet(() -> ParameterVector.adopt(new float[deltas.get(0).length()]));
    double[] factors = new double[n];
    for (int iteration = 0; iteration < iterations; iteration++) {
      ParameterVector v = center;
      factors =
          deltas.stream()
              .parallel()
              .mapToDouble(delta -> Clipping.factor(v.distance(delta), radius))
              .toArray();
      // v + mean(f_i (x_i - v)), as one sum.
      double[] weights = Arrays.copyOf(factors, n + 1);
      weights[n] = n - Arrays.stream(factors).sum();
      List<ParameterVector> all = new ArrayList<>(deltas);
      all.add(v);
      center = WeightedSum.of(all, weights, n);
    }
    return new Aggregation(
        center,
        Verdict.weighing(round.updates(), factors),
        new AggregatorState(Map.of(CENTER, center), Map.of()));
  }
}
