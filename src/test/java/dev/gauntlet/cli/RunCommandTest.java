package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are refused; what a run does is the experiment's. */
class RunCommandTest {

  @TempDir Path folder;

  @Test
  void runsNothingIfOneOfSeveralScenariosIsWrong() throws IOException {
    Path right = Files.writeString(folder.resolve("right.conf"), "");
    Path wrong = Files.writeString(folder.resolve("wrong.conf"), "model = lenet-20-5\n");
    Path out = folder.resolve("out");

    CommandLineRun run =
        CommandLineRun.of("run", right.toString(), wrong.toString(), "--out", out.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(wrong + ":1: model: ").contains("did you mean lenet-20-50?");
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesMissingDataBeforeItRuns() throws IOException {
    Path scenario = Files.writeString(folder.resolve("mnist.conf"), "data.source = mnist\n");
    Path out = folder.resolve("out");

    CommandLineRun run =
        CommandLineRun.of(
            "run", scenario.toString(), "--data", folder.toString(), "--out", out.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("train-images-idx3-ubyte").contains("nothing was run");
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesAThreadCountOfNone() throws IOException {
    Path scenario = Files.writeString(folder.resolve("right.conf"), "");

    CommandLineRun run = CommandLineRun.of("run", scenario.toString(), "--threads", "0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--threads 0: expected at least 1");
  }
}
