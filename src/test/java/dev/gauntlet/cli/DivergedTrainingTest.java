package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learning rates far too large, from the command line to the exit code. */
class DivergedTrainingTest {

  /**
   * At the largest rate there is, two steps make the weights of linear layers huge, and the third
   * makes them none: a client with one batch an epoch just escapes, one with more diverges.
   */
  private static final String SCENARIO =
      """
      name = diverging
      data {
        source = synthetic-digits, training-images = 260, test-images = 50
        validation-samples = 50, partition { scheme = %s }
      }
      model { layers = [
        { type = convolution, filters = 3, kernel = 5, stride = 3, activation = identity }
        { type = dense, units = 8, activation = identity }
      ] }
      clients = 6
      training { rounds = 1, local-epochs = 2, batch-size = %d, learning-rate = 1e6 }
      phases = [{ phase = training }]
      """;

  @TempDir Path folder;

  @Test
  void rejectsTheUpdatesThatAreNoNumbersAndGoesOnWithTheOthers() throws Exception {
    CommandLineRun run = run("dirichlet, alpha = 0.3", 30);

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> events = Files.readAllLines(folder.resolve("out/events.jsonl"));
    List<String> rejected =
        events.stream().filter(line -> line.contains("\"update-rejected\"")).toList();
    assertThat(rejected)
        .isNotEmpty()
        .allMatch(line -> line.matches(".*\"round\":1,\"client\":\\d,\"reason\":\".*finite.*"));
    assertThat(events.stream().filter(line -> line.contains("\"update-received\"")))
        .hasSize(6 - rejected.size())
        .isNotEmpty();
  }

  @Test
  void failsWithItsCauseWhenEveryClientDiverges() throws Exception {
    CommandLineRun run = run("iid", 2);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("in round 1 every update was rejected");
    assertThat(Files.readAllLines(folder.resolve("out/events.jsonl")))
        .filteredOn(line -> line.contains("\"update-rejected\""))
        .hasSize(6);
  }

  private CommandLineRun run(String partition, int batch) throws Exception {
    Path scenario =
        Files.writeString(folder.resolve("s.conf"), SCENARIO.formatted(partition, batch));
    return CommandLineRun.of("run", scenario.toString(), "--out", folder + "/out");
  }
}
