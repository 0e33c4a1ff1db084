package dev.gauntlet.aggregation;

import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.List;

/** Sums of vectors, each times its weight, in double precision and in the order given. */
final class WeightedSum {

  /** Parameters summed at a time, so that the sums stay in the first-level cache. */
  private static final int BLOCK = 2048;

  private WeightedSum() {}

  /** {@code sum(w_i x_i) / sum(w_i)}; 0 if the weights are. */
  static ParameterVector mean(List<ParameterVector> vectors, double... weights) {
    double total = Arrays.stream(weights).sum();
    return of(vectors, weights, total == 0 ? 1 : total);
  }

  /** {@code sum(w_i x_i) / divisor}. */
  static ParameterVector of(List<ParameterVector> vectors, double[] weights, double divisor) {
    int length = vectors.get(0).length();
    float[] result = new float[length];
    Blocks.forEach(
        length,
        BLOCK,
        (block, start, count) -> {
          double[] sums = new double[count];
          for (int i = 0; i < weights.length; i++) {
            if (weights[i] != 0) {
              vectors.get(i).addTo(sums, start, count, weights[i]);
            }
          }
          for (int k = 0; k < count; k++) {
            result[start + k] = (float) (sums[k] / divisor);
          }
        });
    return ParameterVector.adopt(result);
  }
}
