package dev.gauntlet.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {

  private static final List<String> EQUAL =
      List.of("scenario.conf", "events.jsonl", "metrics.csv", "summary.json", "model.zip");

  @TempDir Path folder;

  @Test
  void theSameScenarioGivesTheSameBytesOnAnyNumberOfThreads() throws Exception {
    Scenario scenario = TinyScenario.in(folder);
    Path first = run(scenario, "one", 1);
    int repetition = 0;
    for (int threads : new int[] {1, 2, 2, 4}) {
      Path again = run(scenario, "again-" + repetition++, threads);
      assertSameBytes(again, first);
    }
  }

  /** Everything that can come between the server and its clients. */
  static final String[] ROUGH = {
    "training.rounds=6",
    "availability={ online = { distribution = exponential, mean = 60 }, offline = 4 }",
    "dropout=0.1",
    "devices.latency={ distribution = exponential, mean = 200 ms }",
    "timeline=[ { at-round = 2, do = slow-down, clients = [2], factor = 4 }, "
        + "{ at-time = 1, do = leave, clients = [4] }, { at-round = 4, do = join, clients = [4] }, "
        + "{ at-round = 3, do = set, adversary = 1, amplification = 1 } ]",
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time={ mode = asynchronous, concurrency = 4, buffer-size = 2, deadline = 60 s }",
        "time={ deadline = 3 s, over-selection = 1.2, min-updates = 2 }"
      })
  void theSameBytesComeOutUnderRoughConditionsInEitherMode(String time) throws Exception {
    List<String> overrides = new ArrayList<>(List.of(ROUGH));
    overrides.add(time);
    overrides.add(
        "selection="
            + (time.contains("asynchronous")
                ? "{ strategy = data-size }"
                : "{ clients-per-round = 4 }"));
    Scenario scenario = TinyScenario.in(folder, overrides.toArray(String[]::new));
    Path first = run(scenario, "first", 1);
    int repetition = 0;
    for (int threads : new int[] {1, 2, 3, 8}) {
      Path again = run(scenario, "again-" + repetition++, threads);
      assertSameBytes(again, first);
    }
    Scenario resolved = ScenarioReader.read(first.resolve("scenario.conf"), List.of());
    Path again = run(resolved, "resolved", 2);
    assertSameBytes(again, first);
  }

  @Test
  void theRecipeGivesTheSameBytesOnAnyNumberOfThreadsAndWrittenOut() throws Exception {
    Scenario scenario = TinyScenario.in(folder, TinyScenario.RECIPE);
    Path first = run(scenario, "recipe", 1);
    assertThat(first.resolve("summary.json"))
        .content()
        .containsPattern("\"pruned_neurons\" : [1-9]")
        .containsPattern("\"zeroed_weights\" : [1-9]");
    for (int threads : new int[] {2, 8}) {
      assertSameBytes(run(scenario, "recipe-" + threads, threads), first);
    }
    Scenario resolved = ScenarioReader.read(first.resolve("scenario.conf"), List.of());
    assertSameBytes(run(resolved, "recipe-resolved", 2), first);
  }

  @Test
  void theResolvedScenarioRunsAgainToTheSameBytes() throws Exception {
    Path first = run(TinyScenario.in(folder, "training.rounds=1"), "written", 2);
    Scenario resolved = ScenarioReader.read(first.resolve("scenario.conf"), List.of());
    Path again = run(resolved, "resolved", 2);
    assertSameBytes(again, first);
  }

  @Test
  void anotherSeedGivesAnotherModel() throws Exception {
    Path three = run(TinyScenario.in(folder, "training.rounds=1"), "three", 2);
    Path four = run(TinyScenario.in(folder, "training.rounds=1", "seed=4"), "four", 2);
    assertThat(Files.readAllBytes(four.resolve("model.zip")))
        .isNotEqualTo(Files.readAllBytes(three.resolve("model.zip")));
  }

  private static void assertSameBytes(Path again, Path first) {
    for (String file : EQUAL) {
      assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  private Path run(Scenario scenario, String name, int threads) throws Exception {
    Path output = folder.resolve(name);
    Experiment.prepare(scenario, TinyScenario.options(output, threads)).run();
    return output;
  }
}
