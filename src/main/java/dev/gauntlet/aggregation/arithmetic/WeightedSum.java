package dev.gauntlet.aggregation.arithmetic;

import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Sums of vectors, each times its weight, in double precision and in the order given. */
public final class WeightedSum {

  /** Parameters summed at a time, so that the sums stay in the first-level cache. */
  private static final int TILE = 2048;

  /** Parameters that a thread works on with one array of sums: a new one is not in the cache. */
  private static final int BLOCK = 8 * TILE;

  private WeightedSum() {}

  /** {@code sum(w_i x_i) / sum(w_i)}; 0 if the weights are. */
  public static ParameterVector mean(List<ParameterVector> vectors, double... weights) {
    double total = Arrays.stream(weights).sum();
    return of(vectors, weights, total == 0 ? 1 : total);
  }

  /** {@code sum(w_i x_i) / divisor}. */
  public static ParameterVector of(
      List<ParameterVector> vectors, double[] weights, double divisor) {
    // What has no weight need not even be a number.
    int[] chosen = IntStream.range(0, weights.length).filter(i -> weights[i] != 0).toArray();
    List<ParameterVector> counting = Arrays.stream(chosen).mapToObj(vectors::get).toList();
    double[] counts = Arrays.stream(chosen).mapToDouble(i -> weights[i]).toArray();
    int length = vectors.get(0).length();
    float[] result = new float[length];
    Blocks.forEach(
        length,
        BLOCK,
        (block, start, count) -> {
          double[] sums = new double[TILE];
          for (int from = start; from < start + count; from += TILE) {
            int size = Math.min(TILE, start + count - from);
            Arrays.fill(sums, 0);
            ParameterVector.addTo(sums, from, size, counting, counts);
            for (int k = 0; k < size; k++) {
              sums[k] /= divisor;
            }
            for (int k = 0; k < size; k++) {
              result[from + k] = (float) sums[k];
            }
          }
        });
    return ParameterVector.adopt(result);
  }
}
