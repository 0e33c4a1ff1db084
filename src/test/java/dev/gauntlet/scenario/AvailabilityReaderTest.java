package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.Chance;
import dev.gauntlet.simulation.Distribution.Exponential;
import dev.gauntlet.simulation.Distribution.Fixed;
import dev.gauntlet.simulation.Diurnal;
import dev.gauntlet.simulation.Periods;
import dev.gauntlet.simulation.RandomStreams;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailabilityReaderTest {

  private static final RandomStreams STREAMS = new RandomStreams(7);

  @TempDir Path folder;

  private ScenarioFile file(String keys) {
    return ScenarioFile.of(folder, "availability { " + keys + " }\nseed = 7");
  }

  @Test
  void byDefaultEveryoneIsAlwaysOnline() {
    assertThat(file("").read().dispatches().availability()).isSameAs(Availability.ALWAYS);
  }

  @Test
  void canBeAChance() {
    assertThat(file("probability = 0.9").read().dispatches().availability())
        .isEqualTo(new Chance(0.9, STREAMS));
  }

  @Test
  void canBePeriods() {
    assertThat(
            file("online = { distribution = exponential, mean = 10 min }, offline = 300")
                .read()
                .dispatches()
                .availability())
        .isEqualTo(new Periods(new Exponential(600), new Fixed(300), STREAMS));
  }

  @Test
  void canFollowTheDay() {
    assertThat(file("diurnal { min = 0.1, max = 0.6 }").read().dispatches().availability())
        .isEqualTo(new Diurnal(0.1, 0.6, 0, 86_400, STREAMS));
    assertThat(
            file("diurnal { min = 0, max = 1, peak = 2 h, period = 6 h }")
                .read()
                .dispatches()
                .availability())
        .isEqualTo(new Diurnal(0, 1, 7200, 21_600, STREAMS));
  }

  @ParameterizedTest
  @CsvSource({
    "probability = 0.5",
    "'online = 5, offline { distribution = uniform, min = 1, max = 2 }'",
    "'diurnal { min = 0.1, max = 0.6 }'"
  })
  void isTheSameReadFromTheResolvedText(String keys) {
    Scenario scenario = file(keys).read();

    assertThat(ScenarioFile.of(folder, scenario.source().text()).read()).isEqualTo(scenario);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          probability = 0       | probability: 0 is out of range; expected a number above 0 and at most 1
          probability = 1.5     | probability: 1.5 is out of range
          online = 600          | offline: is missing; expected a time
          offline = 600         | online: is missing; expected a time
          online = 0, offline = 5 | online: is too short; expected a mean of at least 1 ms
          online = -1, offline = 5 | online: -1 is out of range
          online = 5, offline { distribution = exponential, mean = 0 } | offline: is too short
          online = 5, offline { distribution = uniform, min = 3, max = 2 } | offline.max: is below min
          probability = 0.5, online = 5, offline = 5 | online: cannot stand beside probability; expected one of
          probability = 0.5, offline = 5 | offline: cannot stand beside probability
          online = 5, offline = 5, trace = "x.csv" | trace: cannot stand beside online
          trace = "x.csv", diurnal { min = 0, max = 1 } | diurnal: cannot stand beside trace
          diurnal = 0.5         | diurnal: 0.5 is not a block
          diurnal { min = 0 }   | diurnal.max: is missing
          diurnal { min = 0.6, max = 0.5 } | diurnal.max: is below min; expected at least 0.6
          diurnal { min = 0, max = 0 } | diurnal.max: 0 is out of range
          diurnal { min = 0, max = 1, peak = 25 h } | diurnal.peak: is after the period's end
          diurnal { min = 0, max = 1, period = 0 } | diurnal.period: 0 is out of range
          """)
  void whatCannotWorkIsAProblem(String keys, String expected) {
    assertThat(file(keys).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: availability." + expected);
  }

  @ParameterizedTest
  @CsvSource({"1", "1.5", "-0.1", "often"})
  void notEveryDispatchCanBeLost(String dropout) {
    assertThat(ScenarioFile.of(folder, "dropout = " + dropout).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: dropout: ");
  }

  @Test
  void someDispatchesCanBeLost() {
    assertThat(ScenarioFile.of(folder, "dropout = 0.1").read().dispatches().dropout())
        .isEqualTo(0.1);
  }
}
