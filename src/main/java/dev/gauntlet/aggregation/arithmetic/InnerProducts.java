package dev.gauntlet.aggregation.arithmetic;

import dev.gauntlet.federation.ParameterVector;
import java.util.List;

/**
 * The inner products of some vectors with each other, in double precision. All distances and angles
 * between them follow from those.
 */
public final class InnerProducts {

  /** Coordinates that a thread adds up at a time; its partial sums are added in order. */
  private static final int STRIPE = 16_384;

  /** Coordinates taken together, so that a tile of 100 vectors stays in the first-level cache. */
  private static final int TILE = 32;

  /** Coordinates of one pass over the sums, so that they are loaded and stored less often. */
  private static final int STEP = 4;

  private final double[][] products;

  private InnerProducts(double[][] products) {
    this.products = products;
  }

  public static InnerProducts of(List<ParameterVector> vectors) {
    int n = vectors.size();
    int length = vectors.get(0).length();
    double[][][] partial = new double[Blocks.count(length, STRIPE)][][];
    Blocks.forEach(
        length, STRIPE, (stripe, start, count) -> partial[stripe] = stripe(vectors, start, count));
    double[][] products = new double[n][n];
    for (double[][] part : partial) {
      for (int i = 0; i < n; i++) {
        for (int j = i; j < n; j++) {
          products[i][j] += part[i][j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        products[i][j] = products[j][i];
      }
    }
    return new InnerProducts(products);
  }

  private static double[][] stripe(List<ParameterVector> vectors, int start, int count) {
    int n = vectors.size();
    double[][] sums = new double[n][n];
    // A row a coordinate, so that the innermost loop runs over vectors and needs no sum across.
    double[][] tile = new double[TILE][n];
    float[] values = new float[TILE];
    for (int offset = 0; offset < count; offset += TILE) {
      int size = Math.min(TILE, count - offset);
      for (int i = 0; i < n; i++) {
        vectors.get(i).copyTo(values, start + offset, size);
        for (int k = 0; k < TILE; k++) {
          tile[k][i] = k < size ? values[k] : 0;
        }
      }
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < TILE; k += STEP) {
          add(sums[i], i, n, tile[k], tile[k + 1], tile[k + 2], tile[k + 3]);
        }
      }
    }
    return sums;
  }

  private static void add(
      double[] sums, int i, int n, double[] a, double[] b, double[] c, double[] d) {
    double ai = a[i];
    double bi = b[i];
    double ci = c[i];
    double di = d[i];
    for (int j = i; j < n; j++) {
      sums[j] += ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
    }
  }

  /** How many vectors there are. */
  public int size() {
    return products.length;
  }

  /** {@code x_i . x_j}. */
  public double of(int i, int j) {
    return products[i][j];
  }

  /** The squared Euclidean distance of two of the vectors. */
  public double squaredDistance(int i, int j) {
    return Math.max(0, products[i][i] + products[j][j] - 2 * products[i][j]);
  }

  /** The cosine of the angle between two of the vectors; 0 if one of them is. */
  public double cosine(int i, int j) {
    double norms = Math.sqrt(products[i][i]) * Math.sqrt(products[j][j]);
    return norms == 0 ? 0 : Math.max(-1, Math.min(1, products[i][j] / norms));
  }
}
