package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.hocon.ConfigSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourceTest {

  @TempDir Path folder;

  @Test
  void knowsWhereAKeyIsWritten() {
    String text =
        """
        data {
          source = mnist
        }
        adversaries = [
          {
            clients = [0]
            backdoor { victim = 4 }
          }
        ]
        """;
    ScenarioFile file = ScenarioFile.of(folder, text);

    ConfigSource source = file.read("training.rounds=3").source();

    assertThat(source.file()).isEqualTo(file.path().toString());
    assertThat(source.where("data.source")).isEqualTo(file.path() + ":2");
    assertThat(source.where("adversaries.0.backdoor.victim")).isEqualTo(file.path() + ":7");
    assertThat(source.where("training.rounds")).isEqualTo("--set training.rounds=3");
    assertThat(source.where("data.validation-samples")).isEqualTo(file.path() + ":1");
    assertThat(source.where("seed")).isEqualTo(file.path().toString());
    assertThat(source.problem("data.source", "is gone", "find it"))
        .hasToString(file.path() + ":2: data.source: is gone; find it");
  }

  @Test
  void hasATextWithEveryDefault() {
    assertThat(ScenarioFile.of(folder, "phases = [ { phase = clipping } ]").read().source().text())
        .contains("name = test\n", "seed = 1\n", "  source = synthetic-digits\n")
        .contains(
            """
            phases = [
              {
                phase = clipping
                delta {
                  from = 5
                  to = 1
                  step = 0.25
                  bound = accuracy
                  max-drop = 0.01
                  since = start
                }
                spread = live
              }
            ]
            """);
  }

  @Test
  void saysTheSameAfterAnotherReading() {
    String text =
        """
        name = "a name: with = signs"
        seed = -3
        data { partition { scheme = dirichlet, alpha = 0.25 }, samples-per-client = 40 }
        model.layers = [ { type = convolution, filters = 4, kernel = 3 } ]
        adversaries = [ { count = 2, active.until-round = 9 }, { clients = [0, 4] } ]
        devices {
          latency = 50 ms
          bandwidth = 1 MB
          groups = [ { clients = [3], latency { distribution = exponential, mean = 2 s } } ]
        }
        phases = [ { phase = pruning, vote = majority, pruning-rates = [0.5] } ]
        """;
    Scenario scenario = ScenarioFile.of(folder, text).read("phases.0.step=3");

    Scenario again = ScenarioFile.of(folder, "scenario.conf", scenario.source().text()).read();

    assertThat(again).isEqualTo(scenario).hasSameHashCodeAs(scenario);
    assertThat(again.attacks().get(0).clients()).isEqualTo(scenario.attacks().get(0).clients());
  }
}
