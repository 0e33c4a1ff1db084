package dev.gauntlet.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Geometric median, norm bounding and centered clipping. */
class ClippingRulesTest {

  private static final GeometricMedian RFA = new GeometricMedian(100, 1e-5, 1e-6);

  private static final double[][] DELTAS = Rounds.random(7, 5_000);
  private static final double[] SAMPLES = {100, 137, 174, 211, 248, 285, 322};

  private static Rounds weighted() {
    List<ModelUpdate> updates = new ArrayList<>();
    for (int i = 0; i < DELTAS.length; i++) {
      updates.add(new ModelUpdate(new ClientId(i), (int) SAMPLES[i], Rounds.vector(DELTAS[i])));
    }
    return Rounds.of(updates);
  }

  @Test
  void geometricMedianIsWhereWeiszfeldsStepsFromTheMeanEnd() {
    Aggregation rfa = weighted().by(new GeometricMedian(1000, 1e-9, 1e-9));

    assertThat(Rounds.values(rfa.delta()))
        .containsExactly(Naive.geometricMedian(DELTAS, SAMPLES, 500, 1e-9), within(1e-4));
  }

  @Test
  void geometricMedianLeavesAnUpdateAtTheMedianOfEachCoordinate() {
    double[][] rightAngle = {{0, 0}, {1, 0}, {0, 1}};

    // Fermat's point of a right triangle with legs of 1.
    double at = (3 - Math.sqrt(3)) / 6;
    assertThat(Rounds.values(Rounds.of(rightAngle).by(RFA).delta()))
        .containsExactly(new double[] {at, at}, within(1e-4));
  }

  @Test
  void geometricMedianStaysWithMoreThanHalfOfTheExamples() {
    double[][] deltas = {{1, 1}, {1, 1}, {1, 1}, {1000, -1000}, {900, -1000}};

    Aggregation rfa = Rounds.of(deltas).by(RFA);

    assertThat(Rounds.values(rfa.delta())).containsExactly(new double[] {1, 1}, within(1e-3));
    assertThat(Rounds.accepted(rfa)).containsExactly(0, 1, 2);
    double[][] line = {{1}, {1}, {1}, {1}, {1}, {1}, {-100}, {-100}, {-100}, {-100}};
    assertThat(Rounds.values(Rounds.of(line).by(RFA).delta()))
        .containsExactly(new double[] {1}, within(1e-3));
  }

  @Test
  void geometricMedianIsCarriedNowhereByOneOfAnyNorm() {
    double[][] deltas = new double[11][5];
    Random random = new Random(1);
    for (double[] delta : deltas) {
      Arrays.setAll(delta, k -> random.nextGaussian());
    }
    Arrays.setAll(deltas[0], k -> 1e6);

    double[] ones = DoubleStream.generate(() -> 1).limit(11).toArray();

    ParameterVector median = Rounds.of(deltas).by(RFA).delta();

    assertThat(median.norm()).isLessThan(1);
    assertThat(Rounds.values(median))
        .containsExactly(Naive.geometricMedian(deltas, ones, 100_000, 1e-9), within(1e-3));
  }

  @Test
  void normBoundingBringsUpdatesDownAndWeighsByExamples() {
    double[][] bounded =
        Arrays.stream(DELTAS)
            .map(d -> Arrays.stream(d).map(v -> v * Math.min(1, 70 / Naive.norm(d))).toArray())
            .toArray(double[][]::new);

    Aggregation mean = weighted().by(new NormBounding(70, 0));

    assertThat(Rounds.values(mean.delta()))
        .containsExactly(Naive.mean(bounded, SAMPLES), within(1e-6));
    assertThat(Rounds.weights(mean)[3])
        .isCloseTo(Math.min(1, 70 / Naive.norm(DELTAS[3])), within(1e-12));
  }

  @Test
  void boundingRejectsWhatItBringsDownToLessThanHalf() {
    double[][] deltas = {{1, 0}, {0, 1.5}, {0, 2.5}};

    Aggregation mean = Rounds.of(deltas).by(new NormBounding(1, 0));

    assertThat(Rounds.accepted(mean)).containsExactly(0, 1);
    assertThat(mean.delta().norm()).isLessThanOrEqualTo(1);
  }

  @Test
  void noiseIsNormalOfItsOwnInEveryRoundAndTheSameAgain() {
    double[][] zero = new double[3][100_000];
    Aggregator rule = new NormBounding(1, 0.5);

    double[] noise = Rounds.values(Rounds.of(zero).by(rule).delta());

    double mean = Arrays.stream(noise).average().orElseThrow();
    double variance = Arrays.stream(noise).map(v -> v * v).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(0.01));
    assertThat(Math.sqrt(variance)).isCloseTo(0.5, within(0.005));
    long outside = Arrays.stream(noise).filter(v -> Math.abs(v) > 1).count();
    assertThat(outside / 100_000.0).isCloseTo(0.0455, within(0.004));
    assertThat(IntStream.range(8192, 16_384).filter(k -> noise[k] == noise[k - 8192]).count())
        .isLessThan(10);
    assertThat(Rounds.values(Rounds.of(zero).by(rule).delta())).isEqualTo(noise);
    assertThat(Rounds.values(Rounds.of(zero).numbered(2).by(rule).delta())).isNotEqualTo(noise);
  }

  @Test
  void centeredClippingGoesOnFromTheLastResult() {
    CenteredClipping rule = new CenteredClipping(20, 2);
    AggregatorState memory = AggregatorState.NONE;
    double[] center = new double[5_000];
    for (int round = 1; round <= 3; round++) {
      center = Naive.clippedMean(DELTAS, Naive.clippedMean(DELTAS, center, 20), 20);

      Aggregation clipped = Rounds.of(DELTAS).numbered(round).by(rule, memory);
      memory = clipped.memory();

      assertThat(Rounds.values(clipped.delta())).containsExactly(center, within(1e-6));
    }
    assertThat(memory.vectors()).containsOnlyKeys("center");
  }

  @Test
  void centeredClippingIsMovedByNobodyFartherThanTheRadius() {
    double[][] deltas = {{0, 0}, {0, 0}, {0, 0}, {1e6, 0}};

    Aggregation clipped = Rounds.of(deltas).by(new CenteredClipping(2, 1));

    assertThat(Rounds.values(clipped.delta())).containsExactly(new double[] {0.5, 0}, within(1e-6));
    assertThat(Rounds.accepted(clipped)).containsExactly(0, 1, 2);
  }

  @Test
  void refuseNonsense() {
    assertThatIllegalArgumentException().isThrownBy(() -> new GeometricMedian(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new GeometricMedian(1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new NormBounding(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new NormBounding(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new CenteredClipping(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new CenteredClipping(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Flame(-1));
  }
}
