package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program itself, without the launcher, where the environment gives orders about threads. The
 * choice of kernels by {@code OPENBLAS_CORETYPE}, which OpenBLAS reads while it is loaded, can only
 * be taken from it before the process starts: by the launcher (see {@link LauncherTest}).
 */
class HostileEnvironmentTest {

  private static final String SCENARIO =
      """
      name = hostile
      data {
        source = synthetic-digits, training-images = 100, test-images = 20
        validation-samples = 20
      }
      model = lenet-20-50
      clients = 2
      training { rounds = 1 }
      phases = [{ phase = training }]
      """;

  private static final Map<String, String> HOSTILE =
      Map.of("OMP_NUM_THREADS", "8", "OPENBLAS_NUM_THREADS", "8", "GOTO_NUM_THREADS", "8");

  @TempDir Path folder;

  @Test
  void ordersAboutThreadsChangeNoByte() throws Exception {
    Path left = run("left", Map.of());
    Path right = run("right", HOSTILE);

    for (String file : List.of("events.jsonl", "metrics.csv", "summary.json", "model.zip")) {
      assertThat(right.resolve(file)).as(file).hasSameBinaryContentAs(left.resolve(file));
    }
  }

  @Test
  void anOrderAboutKernelsIsWarnedOf() throws Exception {
    run("core", Map.of("OPENBLAS_CORETYPE", "Prescott"));

    assertThat(folder.resolve("core.err")).content().containsOnlyOnce("OPENBLAS_CORETYPE");
  }

  private Path run(String name, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path scenario = Files.writeString(folder.resolve("hostile.conf"), SCENARIO);
    Path err = folder.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.gauntlet.cli.Main",
                "run",
                scenario.toString(),
                "--threads",
                "2",
                "--out",
                folder.resolve(name).toString())
            .redirectErrorStream(true)
            .redirectOutput(err.toFile());
    builder.environment().keySet().removeIf(key -> key.matches("(OPENBLAS|OMP|GOTO)_.*"));
    builder.environment().putAll(environment);
    assertThat(builder.start().waitFor()).as("exit code; see %s", err).isZero();
    return folder.resolve(name);
  }
}
