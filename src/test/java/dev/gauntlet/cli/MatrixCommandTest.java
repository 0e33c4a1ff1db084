package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are refused; what a grid does is the experiment's. */
class MatrixCommandTest {

  @TempDir Path folder;

  @Test
  void runsNothingIfARunOfTheGridIsWrong() throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("grid.conf"),
            "matrix {\n defences { none {}, odd { training.rounds = 0 } }\n}\n");
    Path out = folder.resolve("out");

    CommandLineRun run = CommandLineRun.of("matrix", scenario.toString(), "--out", out.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(scenario + ":2: training.rounds: ");
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesNumbersBelowOne() throws IOException {
    Path scenario = Files.writeString(folder.resolve("grid.conf"), "matrix {}\n");

    CommandLineRun run =
        CommandLineRun.of("matrix", scenario.toString(), "--threads", "0", "--jobs", "-1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--threads 0: expected at least 1")
        .contains("--jobs -1: expected at least 1");
  }

  @Test
  void refusesToRunNothing() throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("grid.conf"),
            "matrix { attacks { none { adversaries = [] }, other {} }, skip = [none/as-written] }");

    CommandLineRun run = CommandLineRun.of("matrix", scenario.toString(), "--attacks", "none");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--attacks none: the grid has none of that name; it has other");
    CommandLineRun pair =
        CommandLineRun.of(
            "matrix",
            Files.writeString(
                    folder.resolve("pairs.conf"),
                    "matrix { attacks { a {}, b {} }, defences { c {}, d {} }, skip = [a/c] }")
                .toString(),
            "--attacks",
            "a",
            "--defences",
            "c");
    assertThat(pair.exitCode()).isEqualTo(2);
    assertThat(pair.err()).contains("matrix.skip lists these pairs");
  }

  @Test
  void refusesNamesThatTheGridDoesNotHave() throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("grid.conf"), "matrix { defences { none {}, slow { seed = 2 } } }");

    CommandLineRun run =
        CommandLineRun.of(
            "matrix", scenario.toString(), "--attacks", "x", "--defences", "none,quick");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--attacks x: the grid has none of that name; it has as-written")
        .contains("--defences quick: the grid has none of that name; it has none, slow");
  }
}
