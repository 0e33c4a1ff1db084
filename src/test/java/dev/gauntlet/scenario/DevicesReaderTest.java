package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.simulation.Devices;
import dev.gauntlet.simulation.DispatchOutcomes;
import dev.gauntlet.simulation.Distribution;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicesReaderTest {

  @TempDir Path folder;

  private ScenarioFile file(String keys) {
    return ScenarioFile.of(folder, "devices { " + keys + " }");
  }

  @Test
  void byDefaultNothingTakesTime() {
    assertThat(
            file("")
                .read()
                .dispatches()
                .devices()
                .seconds(
                    new DispatchOutcomes.Dispatch(0, 1000, 1000, 1000, 1, 0, 0), new Random(1)))
        .isZero();
  }

  @Test
  void quantitiesHaveUnits() {
    Devices devices =
        file("seconds-per-sample = 2 ms, latency = 0.05, bandwidth = 1 MB")
            .read()
            .dispatches()
            .devices();

    assertThat(devices.profile())
        .isEqualTo(
            new Devices.Profile(
                new Distribution.Fixed(0.002), new Distribution.Fixed(0.05), 1_000_000));
  }

  @Test
  void durationsCanBeDrawn() {
    Devices devices =
        file("seconds-per-sample = { distribution = lognormal, mean = 10 ms, sigma = 0.5 },"
                + " latency = { distribution = uniform, min = 0, max = 1 s },"
                + " groups = [ { clients = [3], latency { distribution = exponential, mean = 2 } } ]")
            .read()
            .dispatches()
            .devices();

    Distribution perSample = new Distribution.Lognormal(0.01, 0.5);
    double unlimited = Double.POSITIVE_INFINITY;
    assertThat(devices)
        .isEqualTo(
            new Devices(
                new Devices.Profile(perSample, new Distribution.Uniform(0, 1), unlimited),
                List.of(
                    new Devices.Group(
                        List.of(3),
                        new Devices.Profile(
                            perSample, new Distribution.Exponential(2), unlimited)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seconds-per-sample = fast | seconds-per-sample: 'fast' is not understood; expected a time
          seconds-per-sample = 3 MB | seconds-per-sample: '3 MB' is not understood
          latency = -1 ms           | latency: '-1 ms' is out of range
          latency = [1]             | latency: a list [ ... ] is not understood
          latency { mean = 3 }      | latency.distribution: is missing
          latency { distribution = lognormla } | latency.distribution: unknown distribution 'lognormla'; did you mean lognormal?
          latency { distribution = exponential } | latency.mean: is missing
          latency { distribution = lognormal, mean = 1 } | latency.sigma: is missing
          latency { distribution = uniform, min = 2, max = 1 } | latency.max: is below min
          bandwidth = 0             | bandwidth: 0 is out of range
          bandwidth { distribution = uniform, min = 1, max = 2 } | bandwidth: a distribution is not supported by this version
          groups = [ { latency = 1 } ] | groups.0.clients: is missing
          groups = [ { clients = [10] } ] | groups.0.clients.0: 10 is out of range
          groups = [ { clients = [1] }, { clients = [1] } ] | groups.1.clients.0: client 1 is listed twice
          """)
  void whatCannotWorkIsAProblem(String keys, String expected) {
    assertThat(file(keys).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: devices." + expected);
  }
}
