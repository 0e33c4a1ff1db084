package dev.gauntlet.aggregation.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Means of some ranks beside a plain sort of every coordinate. */
class SelectionNetworkTest {

  /** No multiple of any tile. */
  private static final int LENGTH = 1321;

  /** What the values are like. */
  enum Kind {
    NARROW {
      @Override
      float draw(Random random, int i, int k) {
        return (float) (0.01 * random.nextGaussian());
      }
    },
    HEAVY_TAILS {
      @Override
      float draw(Random random, int i, int k) {
        return (float) (random.nextGaussian() / Math.pow(random.nextDouble(), 8));
      }
    },
    TIES {
      @Override
      float draw(Random random, int i, int k) {
        return random.nextInt(3) - 1;
      }
    },
    ANY_BITS {
      @Override
      float draw(Random random, int i, int k) {
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isNaN(value) ? Float.POSITIVE_INFINITY : value;
      }
    },
    DENORMAL_OR_ZERO {
      @Override
      float draw(Random random, int i, int k) {
        float value = random.nextInt(3) * Float.MIN_VALUE;
        return random.nextBoolean() ? value : -value;
      }
    },
    ALL_EQUAL {
      @Override
      float draw(Random random, int i, int k) {
        return k - 600;
      }
    },
    TWO_CLUSTERS {
      @Override
      float draw(Random random, int i, int k) {
        float to = i % 2 == 0 ? 3e38f : -3e38f;
        return k % 2 == 0 ? to : to + (float) (1e37 * random.nextGaussian());
      }
    },
    AROUND_TWO {
      @Override
      float draw(Random random, int i, int k) {
        float value = i % 3 == 0 ? Math.nextDown(2f) : i % 3 == 1 ? 2f : Math.nextUp(2f);
        return random.nextBoolean() ? value : -value;
      }
    };

    abstract float draw(Random random, int i, int k);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void mediansAreExactly(Kind kind) {
    for (int n = 1; n <= 130; n++) {
      int length = n % 10 == 0 ? LENGTH : 1 + n % 70;
      float[][] values = draw(kind, n, length);

      ParameterVector medians = means(vectors(values), (n - 1) / 2, n / 2 + 1);

      for (int k = 0; k < length; k++) {
        float[] sorted = sorted(values, k);
        float expected = (float) (((double) sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
        // Zero has no sign here.
        assertThat(medians.get(k)).as("%s of %d", kind, n).isEqualTo(expected + 0f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyRankIsExact(Kind kind) {
    for (int n : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 33, 64, 65, 100}) {
      float[][] values = draw(kind, n, 67);
      for (int rank = 0; rank < n; rank++) {
        ParameterVector actual = means(vectors(values), rank, rank + 1);
        for (int k = 0; k < 67; k++) {
          assertThat(actual.get(k)).isEqualTo(sorted(values, k)[rank] + 0f);
        }
      }
    }
  }

  /** Sums of whole numbers are exact in any order, so that ties must be counted right. */
  @Test
  void trimmedMeansOfTiesAreExact() {
    for (int n = 1; n <= 130; n++) {
      float[][] values = draw(Kind.TIES, n, 203);
      int cut = (n - 1) / 4;
      ParameterVector means = means(vectors(values), cut, n - cut);
      for (int k = 0; k < 203; k++) {
        double sum = 0;
        float[] sorted = sorted(values, k);
        for (int i = cut; i < n - cut; i++) {
          sum += sorted[i];
        }
        assertThat(means.get(k)).isEqualTo((float) (sum / (n - 2 * cut)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void doNotDependOnThreads(Kind kind) {
    List<ParameterVector> vectors = vectors(draw(kind, 13, 30_011));
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool three = new ForkJoinPool(3);

    ParameterVector alone = one.submit(() -> means(vectors, 2, 11)).join();
    ParameterVector together = three.submit(() -> means(vectors, 2, 11)).join();

    one.shutdown();
    three.shutdown();
    assertThat(together.sha256()).isEqualTo(alone.sha256());
  }

  private static ParameterVector means(List<ParameterVector> vectors, int from, int to) {
    return new SelectionNetwork(vectors.size(), from, to).means(vectors);
  }

  private static float[][] draw(Kind kind, int n, int length) {
    Random random = new Random(n);
    float[][] values = new float[n][length];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < length; k++) {
        values[i][k] = kind.draw(random, i, k);
      }
    }
    return values;
  }

  private static List<ParameterVector> vectors(float[][] values) {
    return Arrays.stream(values).map(ParameterVector::copyOf).toList();
  }

  private static float[] sorted(float[][] values, int k) {
    float[] column = new float[values.length];
    IntStream.range(0, column.length).forEach(i -> column[i] = values[i][k]);
    Arrays.sort(column);
    return column;
  }
}
