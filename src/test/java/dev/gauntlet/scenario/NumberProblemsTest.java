package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberProblemsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clients",
        "training.rounds",
        "training.local-epochs",
        "training.batch-size",
        "training.learning-rate",
        "data.validation-samples",
        "data.samples-per-client",
        "data.training-images",
        "data.partition.labels-per-client",
        "selection.clients-per-round",
        "time.min-updates",
        "time.deadline",
        "time.over-selection",
        "availability.probability",
        "phases.1.voters",
        "aggregation.server-learning-rate",
        "phases.1.step",
        "phases.3.max-rounds",
        "phases.3.patience",
        "phases.3.learning-rate"
      })
  void nothingThatIsCountedOrMultipliedCanBeZeroOrLess(String key) {
    ScenarioFile file = ScenarioFile.of(folder, "");

    assertThat(file.problems(key + "=0")).singleElement().asString().contains("0 is out of range");
    assertThat(file.problems(key + "=-1"))
        .singleElement()
        .asString()
        .contains("-1 is out of range");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.learning-rate",
        "training.last-conv-l2",
        "aggregation.server-learning-rate",
        "time.deadline",
        "time.over-selection",
        "time.retry-wait",
        "dropout",
        "phases.1.max-step-drop",
        "phases.2.delta",
        "phases.3.learning-rate"
      })
  void noNumberCanBeAnythingButFinite(String key) {
    ScenarioFile file = ScenarioFile.of(folder, "");

    for (String value : new String[] {"NaN", "Infinity", "-Infinity", "1e999", "1e300"}) {
      assertThat(file.problems(key + "=" + value)).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clients=ten                 | 'ten' is not a number
          clients=1.5                 | 1.5 is not a whole number
          clients=[1]                 | a list [ ... ] is not a number
          clients={a=1}               | a block { ... } is not a number
          clients=true                | true is not a number
          clients=20000000            | 20000000 is out of range
          clients=1e400000000         | is too large
          seed=99999999999999999999   | is out of range
          training.learning-rate=fast | 'fast' is not a number
          training.rounds=1e9         | 1000000000 is out of range
          training=5                  | 5 is not a block
          phases=5                    | 5 is not a list
          name=[a]                    | a list [ ... ] is not a text
          data.source=[mnist]         | a list [ ... ] is not the name of a data set
          phases.1.max-step-drop=1.5  | 1.5 is out of range; expected a fraction of 1, from 0 to 1
          """)
  void wrongTypesAndHugeNumbersAreProblems(String override, String expected) {
    assertThat(ScenarioFile.of(folder, "").problems(override))
        .singleElement()
        .asString()
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed=-9223372036854775808", "seed=1e18", "clients=\"10\""})
  void numbersThatFitAreTaken(String override) {
    assertThat(ScenarioFile.of(folder, "").read(override).clients()).isEqualTo(10);
  }
}
