package dev.gauntlet.aggregation.arithmetic;

import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One coordinate of all vectors at a time, sorted. */
public final class Columns {

  private static final int BLOCK = 256;

  private Columns() {}

  /**
   * A vector of what is made of each coordinate.
   *
   * @param reduction of its values in ascending order
   */
  public static ParameterVector reduce(
      List<ParameterVector> vectors, ToDoubleFunction<float[]> reduction) {
    int length = vectors.get(0).length();
    int n = vectors.size();
    float[] result = new float[length];
    Blocks.forEach(
        length,
        BLOCK,
        (block, start, count) -> {
          float[][] rows = new float[n][BLOCK];
          for (int i = 0; i < n; i++) {
            vectors.get(i).copyTo(rows[i], start, count);
          }
          float[] column = new float[n];
          for (int k = 0; k < count; k++) {
            for (int i = 0; i < n; i++) {
              column[i] = rows[i][k];
            }
            Arrays.sort(column);
            result[start + k] = (float) reduction.applyAsDouble(column);
          }
        });
    return ParameterVector.adopt(result);
  }

  /** The median of sorted values: the mean of the middle two if there are two. */
  public static double median(float[] sorted) {
    return ((double) sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
