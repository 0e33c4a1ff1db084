package dev.gauntlet.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
      for (String file : EQUAL) {
        assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(first.resolve(file));
      }
    }
  }

  @Test
  void theResolvedScenarioRunsAgainToTheSameBytes() throws Exception {
    Path first = run(TinyScenario.in(folder, "training.rounds=1"), "written", 2);
    Scenario resolved = ScenarioReader.read(first.resolve("scenario.conf"), List.of());
    Path again = run(resolved, "resolved", 2);
    for (String file : EQUAL) {
      assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  @Test
  void anotherSeedGivesAnotherModel() throws Exception {
    Path three = run(TinyScenario.in(folder, "training.rounds=1"), "three", 2);
    Path four = run(TinyScenario.in(folder, "training.rounds=1", "seed=4"), "four", 2);
    assertThat(Files.readAllBytes(four.resolve("model.zip")))
        .isNotEqualTo(Files.readAllBytes(three.resolve("model.zip")));
  }

  private Path run(Scenario scenario, String name, int threads) throws Exception {
    Path output = folder.resolve(name);
    Experiment.prepare(scenario, TinyScenario.options(output, threads)).run();
    return output;
  }
}
