package dev.gauntlet.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Median and trimmed mean. */
class CoordinateWiseTest {

  /** Lengths around the blocks that are worked on at a time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 127, 257, 1000})
  void agreeWithSortingEveryCoordinate(int length) {
    for (int clients : new int[] {1, 2, 3, 4, 10, 33, 100}) {
      double[][] deltas = Rounds.random(clients, length);

      assertClose(new CoordinateMedian(), deltas, Naive.median(deltas));
      for (double share : new double[] {0, 0.1, 0.2, 0.29, 0.45}) {
        int cut = (int) Math.floor(Math.round(100 * share) * clients / 100.0);
        assertClose(new TrimmedMean(share), deltas, Naive.trimmedMean(deltas, cut));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 20, 21})
  void standEqualValuesSignedZerosAndTheWholeRangeOfFloats(int clients) {
    float[] extremes = {
      0f,
      -0f,
      0f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      1f,
      1f,
      -1f,
      3e38f,
      -3e38f,
      1e-30f,
      2f,
      -2f,
      Math.nextUp(2f),
      Float.MIN_NORMAL,
      7e5f
    };
    double[][] deltas = new double[clients][400];
    for (int i = 0; i < clients; i++) {
      for (int k = 0; k < 400; k++) {
        deltas[i][k] = extremes[(i * (k % 13 + 1) + i * i + k / 13) % extremes.length];
      }
    }

    assertClose(new CoordinateMedian(), deltas, Naive.median(deltas));
    assertClose(new TrimmedMean(0.2), deltas, Naive.trimmedMean(deltas, clients / 5));
  }

  @Test
  void aMinorityCannotLeaveTheRangeOfTheBenign() {
    for (int attackers : new int[] {1, 4, 9}) {
      double[][] benign = Rounds.random(10, 200);
      for (double attack : new double[] {3e38, -3e38, 1e-3, 50}) {
        double[][] all = Arrays.copyOf(benign, 10 + attackers);
        for (int i = 10; i < all.length; i++) {
          all[i] = IntStream.range(0, 200).mapToDouble(k -> attack).toArray();
        }
        double[] median = Rounds.values(Rounds.of(all).by(new CoordinateMedian()).delta());
        double share = Math.min(0.49, (attackers + 0.5) / all.length);
        double[] trimmed = Rounds.values(Rounds.of(all).by(new TrimmedMean(share)).delta());

        for (int k = 0; k < 200; k++) {
          int coordinate = k;
          double[] values =
              Arrays.stream(benign).mapToDouble(d -> d[coordinate]).sorted().toArray();
          assertThat(median[k]).isBetween(values[0], values[9]);
          assertThat(trimmed[k]).isBetween(values[0], values[9]);
        }
      }
    }
  }

  @Test
  void judgeNobodyAndRememberNothing() {
    Aggregation median = Rounds.of(Rounds.random(4, 5)).by(new CoordinateMedian());

    assertThat(median.verdicts()).isEmpty();
    assertThat(median.memory()).isEqualTo(AggregatorState.NONE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0.5, Double.NaN})
  void aShareThatLeavesNothingIsRefused(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrimmedMean(share))
        .withMessageContaining("share < 0.5");
  }

  private static void assertClose(Aggregator rule, double[][] deltas, double[] expected) {
    double[] actual = Rounds.values(Rounds.of(deltas).by(rule).delta());
    for (int k = 0; k < expected.length; k++) {
      assertThat(actual[k])
          .as("%s of %d, coordinate %d", rule, deltas.length, k)
          .isCloseTo(expected[k], within(1e-6 * Math.max(1e-30, Math.abs(expected[k]))));
    }
  }
}
