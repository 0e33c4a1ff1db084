package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.Clipping;
import dev.gauntlet.aggregation.arithmetic.NormalNoise;
import dev.gauntlet.aggregation.arithmetic.WeightedSum;
import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Norm bounding, with weak differential privacy if there is noise: every update is brought down to
 * a norm of at most {@code bound}, the mean weighted by numbers of examples is taken, and normal
 * noise is added to each of its parameters (Sun, Kairouz, Suresh, McMahan 2019, arXiv:1911.07963,
 * section 4). Any attacker moves the model, but no farther than its share of the bound.
 *
 * @param bound M, the greatest Euclidean norm of an update
 * @param noise sigma, the standard deviation of the noise; 0 for none
 */
public record NormBounding(double bound, double noise) implements Aggregator {

  public NormBounding {
    if (!(bound > 0) || !(noise >= 0)) {
      throw new IllegalArgumentException("a bound is above 0 and noise is at least 0");
    }
  }

  @Override
  public String name() {
    return "norm-bounding";
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    List<ParameterVector> deltas = round.deltas();
    double[] samples = round.samples();
    double[] factors =
        Arrays.stream(Clipping.norms(deltas)).map(norm -> Clipping.factor(norm, bound)).toArray();
    double[] weights =
        IntStream.range(0, samples.length).mapToDouble(i -> samples[i] * factors[i]).toArray();
    ParameterVector mean = WeightedSum.of(deltas, weights, Arrays.stream(samples).sum());
    return Aggregation.of(
        NormalNoise.on(mean, noise, round.streams(), round.round()),
        Verdict.weighing(round.updates(), factors));
  }
}
