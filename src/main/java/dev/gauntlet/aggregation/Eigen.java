package dev.gauntlet.aggregation;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (Golub, Van Loan,
 * "Matrix computations", section 8.5).
 */
final class Eigen {

  private static final int MOST_SWEEPS = 100;

  private final double[] values;
  private final double[][] vectors;

  private Eigen(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  static Eigen of(double[][] symmetric) {
    int n = symmetric.length;
    double[][] a =
        IntStream.range(0, n).mapToObj(i -> symmetric[i].clone()).toArray(double[][]::new);
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
    }
    boolean rotated = true;
    for (int sweep = 0; sweep < MOST_SWEEPS && rotated; sweep++) {
      rotated = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (a[p][q] * a[p][q] > 1e-32 * Math.abs(a[p][p] * a[q][q])) {
            rotate(a, v, p, q);
            rotated = true;
          }
        }
      }
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -a[i][i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Eigen(
        IntStream.of(order).mapToDouble(i -> a[i][i]).toArray(),
        IntStream.of(order).mapToObj(i -> v[i]).toArray(double[][]::new));
  }

  /** The k-th greatest eigenvalue, from 0. */
  double value(int k) {
    return values[k];
  }

  /** Component i of the eigenvector of length 1 that belongs to the k-th greatest eigenvalue. */
  double vector(int k, int i) {
    return vectors[k][i];
  }

  /** Makes {@code a[p][q]} 0; rows of {@code v} turn with it. */
  private static void rotate(double[][] a, double[][] v, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.signum(theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    t = theta == 0 ? 1 : t;
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    turn(a, p, q, c, s);
    turn(v, p, q, c, s);
  }

  private static void turn(double[][] rows, int p, int q, double c, double s) {
    for (int k = 0; k < rows.length; k++) {
      double pk = rows[p][k];
      double qk = rows[q][k];
      rows[p][k] = c * pk - s * qk;
      rows[q][k] = s * pk + c * qk;
    }
  }
}
