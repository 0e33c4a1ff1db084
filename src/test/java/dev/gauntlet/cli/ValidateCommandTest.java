package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  @TempDir Path folder;

  @Test
  void saysOfEachScenarioThatItIsValid() throws IOException {
    Path one = write("one.conf", "seed = 5\nclients = 4\n");
    Path two = write("two.conf", "");

    CommandLineRun validate = CommandLineRun.of("validate", one.toString(), two.toString());

    assertThat(validate.exitCode()).isZero();
    assertThat(validate.err()).isEmpty();
    assertThat(validate.out().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith(one + ": valid") && line.contains("seed 5, 4 clients"))
        .anyMatch(line -> line.startsWith(two + ": valid"));
  }

  @Test
  void reportsAllProblemsOfAllScenariosAtOnce() throws IOException {
    Path one = write("one.conf", "clients = 0\n\nsed = 4\n");
    Path two = write("two.conf", "training.rounds = many\n");
    Path none = folder.resolve("none.conf");

    CommandLineRun validate =
        CommandLineRun.of("validate", one.toString(), two.toString(), none.toString());

    assertThat(validate.exitCode()).isEqualTo(2);
    assertThat(validate.out()).isEmpty();
    assertThat(validate.err().lines())
        .hasSize(5)
        .anyMatch(line -> line.startsWith(one + ":1: clients: "))
        .anyMatch(line -> line.startsWith(one + ":3: sed: ") && line.contains("did you mean seed?"))
        .anyMatch(line -> line.startsWith(two + ":1: training.rounds: "))
        .anyMatch(line -> line.startsWith(none.toString()))
        .last()
        .isEqualTo("4 problems; nothing was run");
  }

  @Test
  void checksEveryRunOfAGrid() throws IOException {
    String grid = "matrix { attacks { many { clients = %s } }, seeds = [1, 2] }\n";
    Path right = write("right.conf", grid.formatted("7"));
    Path wrong = write("wrong.conf", grid.formatted("0"));

    CommandLineRun valid = CommandLineRun.of("validate", right.toString());
    CommandLineRun refused = CommandLineRun.of("validate", wrong.toString());

    assertThat(valid.out()).contains("phases, a grid of 2 runs)");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains(wrong + ":1: clients: ");
  }

  @Test
  void overridesReachEveryScenario() throws IOException {
    Path one = write("one.conf", "adversaries = [ { clients = [0] } ]\n");
    String victim = "adversaries.0.backdoor.victim=";

    CommandLineRun right =
        CommandLineRun.of(
            "validate",
            one.toString(),
            "--set",
            victim + 4,
            "--set",
            "adversaries.0.backdoor.target=2",
            "--set",
            "seed=77");
    CommandLineRun wrong =
        CommandLineRun.of(
            "validate",
            one.toString(),
            "--set",
            victim + 14,
            "--set",
            "adversaries.0.backdoor.target=2");

    assertThat(right.exitCode()).as(right.err()).isZero();
    assertThat(right.out()).contains("seed 77");
    assertThat(wrong.err().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("--set adversaries.0.backdoor.victim=14: ");
    assertThat(wrong.err()).endsWith("1 problem; nothing was run\n");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
