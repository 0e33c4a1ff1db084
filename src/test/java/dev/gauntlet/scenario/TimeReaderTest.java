package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.federation.Buffering;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.Staleness;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeReaderTest {

  private static final String BUFFERED = "mode = asynchronous, concurrency = 8, buffer-size = 4";

  @TempDir Path folder;

  private ScenarioFile file(String time) {
    return ScenarioFile.of(folder, "time { " + time + " }\nselection.clients-per-round = 4");
  }

  private ScenarioFile asynchronous(String time) {
    return ScenarioFile.of(folder, "time { " + BUFFERED + time + " }");
  }

  @Test
  void byDefaultRoundsWaitForEveryone() {
    Scenario scenario = ScenarioFile.of(folder, "").read();

    assertThat(scenario.federation().rules()).isEqualTo(ExchangeRules.PATIENT);
    assertThat(scenario.federation().buffering()).isEmpty();
    assertThat(scenario.dispatches().dropout()).isZero();
  }

  @Test
  void synchronousRoundsCanHaveADeadlineAndReserves() {
    Scenario scenario =
        file("deadline = 2 min, over-selection = 1.5, min-updates = 3, max-retries = 0,"
                + " retry-wait = 500 ms")
            .read();

    assertThat(scenario.federation().rules()).isEqualTo(new ExchangeRules(120, 1.5, 3, 0, 0.5));
    assertThat(scenario.federation().buffering()).isEmpty();
  }

  @Test
  void asynchronousRoundsHaveABuffer() {
    assertThat(asynchronous("").read().federation().buffering())
        .contains(new Buffering(8, 4, 10, new Staleness.Polynomial(0.5)));
    assertThat(
            asynchronous(", max-staleness = 3, staleness { weighting = hinge, slope = 2 }")
                .read()
                .federation()
                .buffering())
        .contains(new Buffering(8, 4, 3, new Staleness.Hinge(2, 4)));
    assertThat(asynchronous(", staleness { weighting = constant }").read().federation().buffering())
        .contains(new Buffering(8, 4, 10, new Staleness.Constant()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mode = sometimes     | mode: unknown time mode 'sometimes'
          deadline = 0         | deadline: 0 is out of range
          deadline = soon      | deadline: 'soon' is not understood; expected a time
          over-selection = 0.9 | over-selection: 0.9 is out of range
          over-selection = 2.6 | over-selection: asks 11 of 10 clients; expected at most 2.5
          min-updates = 5      | min-updates: 5 is more than can answer; expected at most 4, as clients-per-round says
          min-updates = 0      | min-updates: 0 is out of range
          max-retries = -1     | max-retries: -1 is out of range
          retry-wait = -1      | retry-wait: -1 is out of range
          buffer-size = 4      | buffer-size: does nothing with mode = synchronous; it belongs to asynchronous
          staleness { weighting = hinge } | staleness: does nothing with mode = synchronous
          """)
  void whatCannotWorkIsAProblem(String time, String expected) {
    assertThat(file(time).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: time." + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          concurrency = 11     | concurrency: 11 is more than there are; expected at most 10, the number of clients
          buffer-size = 9      | buffer-size: 9 is more than are at work; expected at most 8, as concurrency says
          min-updates = 11     | min-updates: 11 is more than can answer; expected at most 10, as clients says
          over-selection = 1.3 | over-selection: does nothing with mode = asynchronous; it belongs to synchronous
          max-staleness = -1   | max-staleness: -1 is out of range
          staleness { weighting = linear } | staleness.weighting: unknown staleness weighting 'linear'
          staleness { exponent = -1 }      | staleness.exponent: -1 is out of range
          staleness { slope = 1 }          | staleness.slope: does nothing with weighting = polynomial; it belongs to hinge
          """)
  void whatCannotWorkAsynchronouslyIsAProblem(String time, String expected) {
    assertThat(asynchronous(", " + time).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: time." + expected);
  }

  @Test
  void asynchronousRoundsNeedTheirNumbers() {
    assertThat(ScenarioFile.of(folder, "time.mode = asynchronous").problems())
        .containsExactly(
            "test.conf:1: time.concurrency: is missing; expected how many clients are at work at a"
                + " time",
            "test.conf:1: time.buffer-size: is missing; expected how many updates make a round");
  }

  @Test
  void nobodyIsSelectedForAnAsynchronousRound() {
    String text =
        """
        time { %s }
        selection {
          clients-per-round = 3
          strategy = power-of-choice, candidates = 4
        }
        """;

    assertThat(ScenarioFile.of(folder, text.formatted(BUFFERED)).problems())
        .containsExactly(
            "test.conf:3: selection.clients-per-round: does nothing with time.mode ="
                + " asynchronous; leave it out: time.concurrency says how many are at work",
            "test.conf:4: selection.strategy: power-of-choice compares the clients of a round, and"
                + " asynchronous rounds have none; expected uniform, data-size or round-robin");
  }

  @Test
  void thereIsNobodyInReserveWhereAllTakePart() {
    assertThat(ScenarioFile.of(folder, "time.over-selection = 1.1").problems())
        .containsExactly(
            "test.conf:1: time.over-selection: asks 11 of 10 clients; expected 1.0 where all take"
                + " part: write selection.clients-per-round");
  }
}
