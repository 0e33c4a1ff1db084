package dev.gauntlet.learning.openblas;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

/**
 * FloatMatrix products in OpenBLAS. Where it has kernels for small matrices they are cut into
 * pieces that these take: they work on the operands where they lie, without packing them, up to a
 * million multiplications a call (OpenBLAS, {@code sgemm_small_kernel_permit} for SkylakeX and
 * later), and reach the processor's limit where the packing ones reach 70 to 80 percent of it.
 */
final class Gemm {

  private static final long MOST_MULTIPLICATIONS = 1_000_000;

  /** Floats in the widest vector register: no piece ends inside one unless the matrix does. */
  private static final int VECTOR = 16;

  private static final boolean SMALL_KERNELS = Processor.hasAvx512();

  private Gemm() {}

  /**
   * Whether products are fast only if their second operand is not {@link FloatMatrix#transposed}.
   */
  static boolean prefersPlainSecond() {
    return SMALL_KERNELS;
  }

  /**
   * {@code c = alpha * a * b + beta * c}.
   *
   * @param m rows of a and c
   * @param n columns of b and c
   * @param k columns of a, rows of b
   */
  static void multiply(
      int m, int n, int k, float alpha, FloatMatrix a, FloatMatrix b, float beta, FloatMatrix c) {
    boolean fits = !SMALL_KERNELS || (long) m * n * k <= MOST_MULTIPLICATIONS;
    // With only the second operand transposed the small kernels are no faster.
    if (fits || (!a.transposed && b.transposed)) {
      call(m, n, k, alpha, a, 0, b, 0, beta, c, 0);
    } else if (k >= m && k >= n) {
      int piece = piece(k, m, n);
      for (int i = 0; i < k; i += piece) {
        int count = Math.min(piece, k - i);
        float kept = i == 0 ? beta : 1f;
        call(m, n, count, alpha, a, i * a.columnStep(), b, i * b.rowStep(), kept, c, 0);
      }
    } else if (n >= m) {
      int piece = piece(n, m, k);
      for (int i = 0; i < n; i += piece) {
        int count = Math.min(piece, n - i);
        call(m, count, k, alpha, a, 0, b, i * b.columnStep(), beta, c, i);
      }
    } else {
      int piece = piece(m, n, k);
      for (int i = 0; i < m; i += piece) {
        int count = Math.min(piece, m - i);
        call(count, n, k, alpha, a, i * a.rowStep(), b, 0, beta, c, i * c.stride);
      }
    }
  }

  /**
   * The length to cut the longest side into: even pieces, or all of it if they would be slivers.
   */
  private static int piece(int longest, int second, int third) {
    long most = MOST_MULTIPLICATIONS / ((long) second * third) / VECTOR * VECTOR;
    if (most < 2 * VECTOR) {
      return longest;
    }
    int pieces = (int) ((longest + most - 1) / most);
    int even = (longest + pieces - 1) / pieces;
    return (even + VECTOR - 1) / VECTOR * VECTOR;
  }

  private static void call(
      int m,
      int n,
      int k,
      float alpha,
      FloatMatrix a,
      int aStart,
      FloatMatrix b,
      int bStart,
      float beta,
      FloatMatrix c,
      int cStart) {
    cblas_sgemm(
        CblasRowMajor,
        a.transposed ? CblasTrans : CblasNoTrans,
        b.transposed ? CblasTrans : CblasNoTrans,
        m,
        n,
        k,
        alpha,
        a.data.at(a.offset + aStart),
        a.stride,
        b.data.at(b.offset + bStart),
        b.stride,
        beta,
        c.data.at(c.offset + cStart),
        c.stride);
  }
}
