package dev.gauntlet.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.federation.RateSchedule.Constant;
import dev.gauntlet.federation.RateSchedule.Cosine;
import dev.gauntlet.federation.RateSchedule.Exponential;
import dev.gauntlet.federation.RateSchedule.Step;
import dev.gauntlet.federation.RateSchedule.WarmUp;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateScheduleTest {

  @Test
  void aConstantRateStaysTheSameToTheBit() {
    for (int round : new int[] {1, 2, 1_000_000}) {
      assertThat(new Constant().rate(0.1, round)).isEqualTo(0.1);
    }
  }

  @Test
  void stepsComeAfterEverySoManyRounds() {
    assertThat(factors(new Step(3, 0.5), 10))
        .containsExactly(1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125);
  }

  @Test
  void anExponentialMultipliesAfterEveryRound() {
    double product = 1;
    for (int round = 1; round <= 200; round++) {
      assertThat(new Exponential(0.97).at(round)).isCloseTo(product, within(1e-12));
      product *= 0.97;
    }
  }

  @Test
  void aCosineComesDownFromTheWholeRateToItsFinalShare() {
    // 1 + cos of 0, 45, 90 and 135 degrees, halved.
    double root = Math.sqrt(0.5);
    double[] whole = {1, (1 + root) / 2, 0.5, (1 - root) / 2};
    for (int i = 0; i < whole.length; i++) {
      assertThat(new Cosine(4, 0).at(i + 1)).isCloseTo(whole[i], within(1e-15));
      assertThat(new Cosine(4, 0.2).at(i + 1)).isCloseTo(0.2 + 0.8 * whole[i], within(1e-15));
    }
    assertThat(new Cosine(4, 0).at(5)).as("after its end").isEqualTo(new Cosine(4, 0).at(4));
    assertThat(new Cosine(1, 0).at(1)).isEqualTo(1);
  }

  @Test
  void aWarmUpGoesUpInEqualSteps() {
    assertThat(factors(new WarmUp(4, new Constant()), 6))
        .containsExactly(1 / 5.0, 2 / 5.0, 3 / 5.0, 4 / 5.0, 1.0, 1.0);
    assertThat(factors(new WarmUp(1, new Step(2, 0.5)), 5))
        .containsExactly(0.5, 1.0, 0.5, 0.5, 0.25);
    assertThat(new WarmUp(0, new Step(2, 0.5)).at(1)).isEqualTo(1);
  }

  @Test
  void noFactorIsAboveOneOrAsSmallAsNothing() {
    for (RateSchedule schedule :
        List.of(
            new Step(1, 1e-3),
            new Exponential(1e-3),
            new Cosine(100_000, 0),
            new WarmUp(7, new Cosine(100_000, 0)))) {
      for (int round = 1; round < 200_000; round += 1 + round / 10) {
        assertThat(schedule.at(round)).isGreaterThan(0).isLessThanOrEqualTo(1);
        assertThat(schedule.rate(1e-300, round)).isGreaterThan(0);
      }
    }
  }

  @Test
  void refusesWhatIsNoSchedule() {
    for (Runnable wrong :
        List.<Runnable>of(
            () -> new Step(0, 0.5),
            () -> new Step(1, 0),
            () -> new Exponential(1.1),
            () -> new Exponential(Double.NaN),
            () -> new Cosine(0, 0),
            () -> new Cosine(1, 1.5),
            () -> new WarmUp(-1, new Constant()))) {
      assertThatIllegalArgumentException().isThrownBy(wrong::run);
    }
  }

  private static List<Double> factors(RateSchedule schedule, int rounds) {
    return IntStream.rangeClosed(1, rounds).mapToObj(schedule::at).toList();
  }
}
