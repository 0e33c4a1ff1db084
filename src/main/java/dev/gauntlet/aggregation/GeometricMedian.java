package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.WeightedSum;
import dev.gauntlet.federation.Median;
import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * RFA: the geometric median of the updates, weighted by numbers of examples, by the smoothed
 * Weiszfeld algorithm (Pillutla, Kakade, Harchaoui 2019, arXiv:1912.13445, algorithm 2). Stands
 * attackers that hold less than half of all examples.
 *
 * <p>The paper takes three steps from the mean, which one update of sufficient norm carries
 * anywhere. Here they begin at the median of each coordinate, which no minority does, and go on
 * until one is short. They also begin with much smoothing, a tenth of it each time, so that a start
 * at one of the updates does not hold them there.
 *
 * <p>Its verdict on an update is how strongly it pulls against a middling one: the median distance
 * from the result over its own, at most 1.
 *
 * @param iterations of Weiszfeld, at most; at least 1
 * @param tolerance a step of that share of the median distance from the result, or less, is the
 *     last
 * @param smoothing nu, the distance below which an update pulls no stronger
 */
public record GeometricMedian(int iterations, double tolerance, double smoothing)
    implements Aggregator {

  public GeometricMedian {
    if (iterations < 1 || !(tolerance > 0) || !(smoothing > 0)) {
      throw new IllegalArgumentException(
          "iterations are at least 1, tolerance and smoothing are above 0");
    }
  }

  @Override
  public String name() {
    return "geometric-median";
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    List<ParameterVector> deltas = round.deltas();
    double[] samples = round.samples();
    ParameterVector median = CoordinateMedian.of(deltas);
    double[] distances = distances(deltas, median);
    double middling = Math.max(smoothing, Median.of(distances));
    double least = Math.max(smoothing, tolerance * middling);
    double smooth = middling;
    for (int iteration = 0; iteration < iterations; iteration++) {
      smooth = Math.max(smoothing, smooth / 10);
      ParameterVector before = median;
      median = WeightedSum.mean(deltas, pulls(samples, distances, smooth));
      distances = distances(deltas, median);
      if (smooth <= least && median.distance(before) <= tolerance * Median.of(distances)) {
        break;
      }
    }
    double reach = Math.max(smoothing, Median.of(distances));
    return Aggregation.of(
        median,
        Verdict.weighing(
            round.updates(), Arrays.stream(distances).map(d -> Math.min(1, reach / d)).toArray()));
  }

  private static double[] pulls(double[] samples, double[] distances, double smooth) {
    return IntStream.range(0, samples.length)
        .mapToDouble(i -> samples[i] / Math.max(smooth, distances[i]))
        .toArray();
  }

  private static double[] distances(List<ParameterVector> vectors, ParameterVector from) {
    return vectors.stream().parallel().mapToDouble(from::distance).toArray();
  }
}
