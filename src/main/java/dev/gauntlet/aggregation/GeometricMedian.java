package dev.gauntlet.aggregation;

import dev.gauntlet.federation.Median;
import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * RFA: the geometric median of the updates, weighted by numbers of examples, by the smoothed
 * Weiszfeld algorithm from their mean (Pillutla, Kakade, Harchaoui 2019, arXiv:1912.13445,
 * algorithm 2). Stands attackers that hold less than half of all examples.
 *
 * <p>Its verdict on an update is how strongly it pulls against a middling one: the median distance
 * from the result over its own, at most 1.
 *
 * @param iterations of Weiszfeld, at least 1; the paper finds 3 enough
 * @param smoothing nu, the distance below which an update pulls no stronger
 */
public record GeometricMedian(int iterations, double smoothing) implements Aggregator {

  public GeometricMedian {
    if (iterations < 1 || !(smoothing > 0)) {
      throw new IllegalArgumentException("iterations are at least 1 and smoothing is above 0");
    }
  }

  @Override
  public String name() {
    return "geometric-median";
  }

  @Override
  public Aggregation combine(RoundUpdates round, Memory memory) {
    List<ParameterVector> deltas = round.deltas();
    double[] samples = round.samples();
    ParameterVector median = WeightedSum.mean(deltas, samples);
    for (int iteration = 0; iteration < iterations; iteration++) {
      double[] distances = distances(deltas, median);
      double[] weights =
          IntStream.range(0, samples.length)
              .mapToDouble(i -> samples[i] / Math.max(smoothing, distances[i]))
              .toArray();
      median = WeightedSum.mean(deltas, weights);
    }
    double[] distances = distances(deltas, median);
    double middling = Math.max(smoothing, Median.of(distances));
    return Aggregation.of(
        median,
        Verdict.weighing(
            round.updates(),
            Arrays.stream(distances).map(d -> Math.min(1, middling / d)).toArray()));
  }

  private static double[] distances(List<ParameterVector> vectors, ParameterVector from) {
    return vectors.stream().parallel().mapToDouble(from::distance).toArray();
  }
}
