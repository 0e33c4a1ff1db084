package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.federation.PowerOfChoice;
import dev.gauntlet.federation.RoundRobin;
import dev.gauntlet.federation.Uniform;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionReaderTest {

  @TempDir Path folder;

  private ScenarioFile file(String keys) {
    return ScenarioFile.of(folder, "selection { " + keys + " }");
  }

  @Test
  void byDefaultEveryoneTakesPart() {
    Scenario scenario = file("").read();

    assertThat(scenario.federation().selection().clientsPerRound()).isEmpty();
    assertThat(scenario.federation().selection().strategy()).isEqualTo(new Uniform());
  }

  @Test
  void strategiesHaveNamesAndKeys() {
    assertThat(
            file("clients-per-round = 3, strategy = round-robin")
                .read()
                .federation()
                .selection()
                .strategy())
        .isEqualTo(new RoundRobin());
    assertThat(
            file("clients-per-round = 3, strategy = power-of-choice, candidates = 6")
                .read()
                .federation()
                .selection()
                .strategy())
        .isEqualTo(new PowerOfChoice(6));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clients-per-round = 11 | clients-per-round: 11 is out of range; expected all or a whole number from 1 to 10
          strategy = unifrom     | strategy: unknown selection strategy 'unifrom'; did you mean uniform?
          candidates = 5         | candidates: does nothing with strategy = uniform; it belongs to power-of-choice
          clients-per-round = 3, strategy = power-of-choice | candidates: is missing
          clients-per-round = 3, strategy = power-of-choice, candidates = 2 | candidates: 2 is fewer than are selected; expected at least clients-per-round, 3
          clients-per-round = 3, strategy = power-of-choice, candidates = 11 | candidates: 11 is more than there are; expected at most 10
          strategy = power-of-choice, candidates = 5 | strategy: power-of-choice has no choice where all take part
          """)
  void whatCannotWorkIsAProblem(String keys, String expected) {
    assertThat(file(keys).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: selection." + expected);
  }
}
