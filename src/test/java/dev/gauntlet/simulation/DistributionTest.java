package dev.gauntlet.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.simulation.Distribution.Exponential;
import dev.gauntlet.simulation.Distribution.Fixed;
import dev.gauntlet.simulation.Distribution.Lognormal;
import dev.gauntlet.simulation.Distribution.Uniform;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {

  private static final int DRAWS = 40_000;

  @Test
  void fixedIsAlwaysTheSame() {
    assertThat(draws(new Fixed(2.5))).containsOnly(2.5);
  }

  @Test
  void uniformStaysWithinItsBoundsAndReachesNearBoth() {
    double[] drawn = draws(new Uniform(2, 6));

    assertThat(DoubleStream.of(drawn).boxed()).allMatch(value -> value >= 2 && value <= 6);
    assertThat(DoubleStream.of(drawn).min().orElseThrow()).isLessThan(2.01);
    assertThat(DoubleStream.of(drawn).max().orElseThrow()).isGreaterThan(5.99);
    assertMean(drawn, 4, 4 / Math.sqrt(12));
    assertThat(draws(new Uniform(3, 3))).containsOnly(3);
  }

  @Test
  void exponentialHasItsMeanAndTail() {
    double[] drawn = draws(new Exponential(5));

    assertThat(DoubleStream.of(drawn).boxed())
        .allMatch(value -> value >= 0 && Double.isFinite(value));
    assertMean(drawn, 5, 5);
    assertShareAbove(drawn, 5, Math.exp(-1));
  }

  @Test
  void lognormalHasItsMeanAndMedian() {
    double sigma = 0.5;
    double[] drawn = draws(new Lognormal(2, sigma));

    assertThat(DoubleStream.of(drawn).boxed()).allMatch(value -> value > 0);
    assertMean(drawn, 2, 2 * Math.sqrt(Math.expm1(sigma * sigma)));
    assertShareAbove(drawn, 2 * Math.exp(-sigma * sigma / 2), 0.5);
    assertThat(draws(new Lognormal(2, 0))).containsOnly(2);
  }

  @Test
  void knowsItsMeanAndWhatNoValueIsBelow() {
    assertMeanAndLeast(new Fixed(2.5), 2.5, 2.5);
    assertMeanAndLeast(new Uniform(2, 6), 4, 2);
    assertMeanAndLeast(new Exponential(5), 5, 0);
    assertMeanAndLeast(new Lognormal(3, 0.5), 3, 0);
    assertMeanAndLeast(new Lognormal(3, 0), 3, 3);
  }

  private static void assertMeanAndLeast(Distribution distribution, double mean, double least) {
    assertThat(distribution.mean()).isEqualTo(mean);
    assertThat(distribution.least()).isEqualTo(least);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesParametersThatAreNotFiniteAndAtLeastZero(double impossible) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Fixed(impossible));
    assertThatIllegalArgumentException().isThrownBy(() -> new Uniform(impossible, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Uniform(0, impossible));
    assertThatIllegalArgumentException().isThrownBy(() -> new Exponential(impossible));
    assertThatIllegalArgumentException().isThrownBy(() -> new Lognormal(impossible, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lognormal(1, impossible))
        .withMessageContaining("sigma");
  }

  @Test
  void refusesAnEmptyRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Uniform(2, 1))
        .withMessageContaining("max 1.0 is below min 2.0");
  }

  private static double[] draws(Distribution distribution) {
    RandomGenerator random = new RandomStreams(7).stream("draws");
    return DoubleStream.generate(() -> distribution.draw(random)).limit(DRAWS).toArray();
  }

  /** Within five standard errors. */
  private static void assertMean(double[] drawn, double mean, double deviation) {
    assertThat(DoubleStream.of(drawn).average().orElseThrow())
        .isCloseTo(mean, within(5 * deviation / Math.sqrt(DRAWS)));
  }

  private static void assertShareAbove(double[] drawn, double limit, double share) {
    double above = (double) DoubleStream.of(drawn).filter(value -> value > limit).count() / DRAWS;
    assertThat(above).isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / DRAWS)));
  }
}
