package dev.gauntlet.aggregation.arithmetic;

import dev.gauntlet.federation.ParameterVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Selects, in every coordinate of some vectors, the values of some ranks. A sorting network
 * (Batcher 1968, odd-even merge sort) compares whole rows of coordinates, without a branch, so that
 * the processor works on several at a time; what only orders the ranks wanted, or those not wanted,
 * among themselves is left out of it.
 */
public final class SelectionNetwork {

  /** Coordinates of a tile, if it is to stay in the second-level cache: about 128 KB. */
  private static final int TILE_VALUES = 32_768;

  private static final int WIDEST = 256;
  private static final int NARROWEST = 16;

  /** Coordinates that a thread works on with the same memory. */
  private static final int BLOCK = 8192;

  /** Two lines, of which the first gets the smaller value. */
  private record Comparator(int low, int high) {}

  private final int lines;
  private final int from;
  private final int to;
  private final List<Comparator> comparators;

  /**
   * For the ranks from {@code from}, counted from 0, to before {@code to}.
   *
   * @param lines how many values there are
   */
  public SelectionNetwork(int lines, int from, int to) {
    this.lines = lines;
    this.from = from;
    this.to = to;
    this.comparators = needed(sorting(lines));
  }

  /** The mean of the values of the ranks wanted, in every coordinate. */
  public ParameterVector means(List<ParameterVector> vectors) {
    int length = vectors.get(0).length();
    float[] result = new float[length];
    int width = Math.max(NARROWEST, Math.min(WIDEST, TILE_VALUES / lines));
    Blocks.forEach(
        length,
        BLOCK,
        (block, start, count) -> {
          float[][] rows = new float[lines][width];
          double[] sums = new double[width];
          for (int offset = 0; offset < count; offset += width) {
            int size = Math.min(width, count - offset);
            for (int i = 0; i < lines; i++) {
              vectors.get(i).copyTo(rows[i], start + offset, size);
            }
            select(rows, sums);
            for (int k = 0; k < size; k++) {
              result[start + offset + k] = (float) (sums[k] / (to - from));
            }
          }
        });
    return ParameterVector.adopt(result);
  }

  private void select(float[][] rows, double[] sums) {
    for (Comparator comparator : comparators) {
      exchange(rows[comparator.low()], rows[comparator.high()]);
    }
    Arrays.fill(sums, 0);
    for (int i = from; i < to; i++) {
      add(rows[i], sums);
    }
  }

  private static void exchange(float[] low, float[] high) {
    for (int k = 0; k < low.length; k++) {
      float a = low[k];
      float b = high[k];
      low[k] = Math.min(a, b);
      high[k] = Math.max(a, b);
    }
  }

  private static void add(float[] row, double[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += row[k];
    }
  }

  /** Batcher's network for the next power of 2, without the lines that are not there. */
  private static List<Comparator> sorting(int lines) {
    List<Comparator> network = new ArrayList<>();
    for (int p = 1; p < lines; p *= 2) {
      for (int k = p; k >= 1; k /= 2) {
        for (int j = k % p; j + k < lines; j += 2 * k) {
          for (int i = j; i < Math.min(j + k, lines - k); i++) {
            if (i / (2 * p) == (i + k) / (2 * p)) {
              network.add(new Comparator(i, i + k));
            }
          }
        }
      }
    }
    return network;
  }

  /** From the end: a comparison matters if its outcomes are used differently. */
  private List<Comparator> needed(List<Comparator> sorting) {
    int[] use = new int[lines];
    for (int rank = from; rank < to; rank++) {
      use[rank] = 1;
    }
    List<Comparator> needed = new ArrayList<>();
    for (int i = sorting.size() - 1; i >= 0; i--) {
      Comparator comparator = sorting.get(i);
      if (use[comparator.low()] != use[comparator.high()]) {
        needed.add(comparator);
        // Both are used in a way of their own by now.
        use[comparator.low()] = 2 + 2 * i;
        use[comparator.high()] = 3 + 2 * i;
      }
    }
    Collections.reverse(needed);
    return needed;
  }
}
