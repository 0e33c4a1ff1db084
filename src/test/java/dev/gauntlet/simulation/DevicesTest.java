package dev.gauntlet.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.simulation.Devices.Group;
import dev.gauntlet.simulation.Devices.Profile;
import dev.gauntlet.simulation.Distribution.Exponential;
import dev.gauntlet.simulation.Distribution.Fixed;
import dev.gauntlet.simulation.Distribution.Uniform;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {

  private static final double INSTANT = Double.POSITIVE_INFINITY;

  @Test
  void addsComputingAndBothWays() {
    Devices devices = new Devices(new Profile(new Fixed(0.01), new Fixed(0.25), 1_000), List.of());

    // 600 samples at 0.01 s, a latency of 0.25 s each way, 3000 bytes at 1000 a second.
    assertThat(seconds(devices, 0, 600, 2_000, 1_000)).isCloseTo(9.5, within(1e-12));
  }

  @Test
  void takesNoTimeWhereNothingTakesTime() {
    Devices devices = new Devices(new Profile(new Fixed(0), new Fixed(0), INSTANT), List.of());

    assertThat(seconds(devices, 0, 1_000_000, Long.MAX_VALUE / 2, 1)).isZero();
  }

  @Test
  void drawsLatencyForEachMessage() {
    Devices devices = new Devices(new Profile(new Fixed(0), new Uniform(1, 2), INSTANT), List.of());
    RandomGenerator expected = random();
    double down = 1 + expected.nextDouble();
    double up = 1 + expected.nextDouble();

    assertThat(seconds(devices, 0, 1, 1, 1)).isEqualTo(down + up);
  }

  @Test
  void usesTheFirstGroupThatNamesTheClient() {
    Profile slow = new Profile(new Fixed(1), new Fixed(0), INSTANT);
    Profile slower = new Profile(new Fixed(2), new Fixed(0), INSTANT);
    Devices devices =
        new Devices(
            new Profile(new Fixed(0.5), new Fixed(0), INSTANT),
            List.of(new Group(List.of(3, 4), slow), new Group(List.of(4, 5), slower)));

    assertThat(List.of(2, 3, 4, 5))
        .extracting(client -> seconds(devices, client, 10, 1, 1))
        .containsExactly(5.0, 10.0, 10.0, 20.0);
  }

  @Test
  void knowsWhatNoDispatchIsFasterThan() {
    Profile drawn = new Profile(new Uniform(0.01, 1), new Exponential(5), 1_000);
    Devices devices =
        new Devices(
            drawn, List.of(new Group(List.of(3), new Profile(new Fixed(2), new Fixed(1), 100))));

    assertThat(devices.leastSeconds(0, 600, 2_000, 1_000)).isCloseTo(9, within(1e-12));
    assertThat(devices.leastSeconds(3, 10, 100, 100)).isCloseTo(24, within(1e-12));
    assertThat(seconds(devices, 0, 600, 2_000, 1_000)).isGreaterThan(9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void refusesABandwidthOfNothing(double bandwidth) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Profile(new Fixed(0), new Fixed(0), bandwidth))
        .withMessageContaining("bandwidth");
  }

  private static RandomGenerator random() {
    return new RandomStreams(1).stream("dispatch");
  }

  private static double seconds(
      Devices devices, int client, long samples, long bytesDown, long bytesUp) {
    return devices.seconds(
        new DispatchOutcomes.Dispatch(client, samples, bytesDown, bytesUp, 1, 0, 0), random());
  }
}
