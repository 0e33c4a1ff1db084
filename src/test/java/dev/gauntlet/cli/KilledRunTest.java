package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed, and the same run gone on with by another. */
@Timeout(240)
class KilledRunTest {

  private static final String SCENARIO =
      """
      name = killed
      data {
        source = synthetic-digits, training-images = 2000, test-images = 300
        validation-samples = 100
      }
      model = lenet-8-16
      clients = 4
      training { rounds = 12, local-epochs = 2 }
      phases = [{ phase = training }, { phase = clipping, delta = 3 }]
      """;

  @TempDir Path folder;

  @Test
  void aKilledRunIsResumedToTheSameBytes() throws Exception {
    Path scenario = Files.writeString(folder.resolve("killed.conf"), SCENARIO);
    Path whole = folder.resolve("whole");
    assertThat(start("run", scenario.toString(), "--out", whole.toString()).waitFor()).isZero();

    Path died = folder.resolve("died");
    Process run = start("run", scenario.toString(), "--out", died.toString());
    Processes.awaitCheckpoint(run, died);
    for (String[] request :
        List.of(
            new String[] {"resume", died.toString()},
            new String[] {"run", scenario.toString(), "--overwrite", "--out", died.toString()})) {
      CommandLineRun refused = CommandLineRun.of(request);
      if (run.isAlive()) {
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("is being written by a run that is still going on");
      }
    }
    run.destroyForcibly();
    assertThat(run.waitFor()).isEqualTo(137);
    assertThat(died.resolve("model.zip")).doesNotExist();

    // Nobody is told to end here: Ctrl-C, a second time.
    Process second = start("resume", died.toString());
    Processes.awaitCheckpoint(second, died);
    second.destroy();
    assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
    if (second.exitValue() != 0) {
      assertThat(second.exitValue()).isEqualTo(130);
      assertThat(words()).contains("stopped; to go on: ./gauntlet resume " + died);
      assertThat(start("resume", died.toString()).waitFor()).as(words()).isZero();
    }

    for (String file : List.of("events.jsonl", "metrics.csv", "summary.json", "model.zip")) {
      assertThat(died.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
    }
    assertThat(CommandLineRun.of("resume", died.toString()).err()).contains("has come to its end");
  }

  private String words() throws IOException {
    return new Processes(folder).words("words");
  }

  private Process start(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--threads", "2", "--checkpoint-every", "1"));
    return new Processes(folder).start("words", all.toArray(String[]::new));
  }
}
