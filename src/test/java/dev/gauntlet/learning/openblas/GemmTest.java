package dev.gauntlet.learning.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.simulation.RandomStreams;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmTest {

  /** Sides around the limit for small kernels, cut along each of them. */
  @ParameterizedTest
  @CsvSource({
    "3, 5, 7",
    "100, 100, 100",
    "100, 101, 100",
    "50, 1000, 100",
    "1000, 33, 65",
    "33, 65, 1000",
    "700, 900, 3",
    "300, 300, 40"
  })
  void agreesWithTheDefinition(int m, int n, int k) {
    for (boolean aTransposed : new boolean[] {false, true}) {
      for (boolean bTransposed : new boolean[] {false, true}) {
        check(m, n, k, aTransposed, bTransposed);
      }
    }
  }

  private static void check(int m, int n, int k, boolean aTransposed, boolean bTransposed) {
    RandomGenerator random = new RandomStreams(1).stream("gemm");
    int pad = 3;
    int aStride = (aTransposed ? m : k) + pad;
    int bStride = (bTransposed ? k : n) + pad;
    int cStride = n + pad;
    float[] a = noise(random, pad + aStride * (aTransposed ? k : m));
    float[] b = noise(random, pad + bStride * (bTransposed ? n : k));
    float[] c = noise(random, pad + cStride * m);
    float[] result = new float[c.length];
    try (Floats left = floats(a);
        Floats right = floats(b);
        Floats product = floats(c)) {
      Gemm.multiply(
          m,
          n,
          k,
          0.5f,
          (aTransposed ? FloatMatrix.transposed(left) : FloatMatrix.of(left)).at(pad, aStride),
          (bTransposed ? FloatMatrix.transposed(right) : FloatMatrix.of(right)).at(pad, bStride),
          2f,
          FloatMatrix.of(product).at(pad, cStride));
      product.values.get(0, result);
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int l = 0; l < k; l++) {
          double x = a[pad + (aTransposed ? l * aStride + i : i * aStride + l)];
          sum += x * b[pad + (bTransposed ? j * bStride + l : l * bStride + j)];
        }
        int at = pad + i * cStride + j;
        if (Math.abs(result[at] - (0.5 * sum + 2 * c[at])) > 1e-4) {
          assertThat((double) result[at]).isCloseTo(0.5 * sum + 2 * c[at], within(1e-4));
        }
        c[at] = result[at];
      }
    }
    assertThat(result).as("what lies between the rows").isEqualTo(c);
  }

  private static float[] noise(RandomGenerator random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static Floats floats(float[] values) {
    Floats floats = new Floats(values.length);
    floats.values.put(0, values);
    return floats;
  }
}
