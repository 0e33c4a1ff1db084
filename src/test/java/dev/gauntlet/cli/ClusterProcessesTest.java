package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of a cluster as processes: who is let in, and what a run's end does to them. */
@Timeout(240)
class ClusterProcessesTest {

  private static final String SCENARIO =
      """
      name = spread
      data {
        source = synthetic-digits, training-images = 2000, test-images = 300
        validation-samples = 100
      }
      model = lenet-8-16
      clients = 4
      training { rounds = 12 }
      phases = [{ phase = training }, { phase = clipping, delta = 3 }]
      """;

  private static final List<String> EQUAL =
      List.of("events.jsonl", "metrics.csv", "summary.json", "model.zip");

  @TempDir Path folder;
  private Processes processes = new Processes(Path.of(""));
  private Path scenario = Path.of("");
  private Path alone = Path.of("");

  @BeforeEach
  void runAlone() throws IOException {
    processes = new Processes(folder);
    scenario = Files.writeString(folder.resolve("spread.conf"), SCENARIO);
    alone = folder.resolve("alone");
    CommandLineRun run = CommandLineRun.of("run", scenario.toString(), "--out", alone.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void onlyAWorkerOfTheSameVersionAndWithoutCertificatesIsLetIn() throws Exception {
    int port = Processes.freePort();
    String cluster = settings("cluster.conf", "port = " + port + ", join-timeout = 60 s");
    Path spread = folder.resolve("spread");
    Process run =
        processes.start(
            "run", "run", scenario.toString(), "--out", spread.toString(), "--cluster", cluster);
    String[] join = {
      "worker", "--join", "127.0.0.1:" + port, "--threads", "2", "--cluster", cluster
    };

    Process secret = processes.start("secret", classPath(), keys(), withTls(join));
    Process other = processes.start("other", otherVersion(), Map.of(), join);
    assertThat(other.waitFor()).as(processes.words("other")).isEqualTo(2);
    assertThat(processes.words("other")).contains("refused: ").contains("0.0.9 (another)");
    assertThat(secret.waitFor()).as(processes.words("secret")).isEqualTo(2);
    assertThat(processes.words("secret")).contains("no run let this worker in within 5 s");
    assertThat(run.isAlive()).as(processes.words("run")).isTrue();
    assertThat(processes.words("run")).contains("refused: ").contains("0.0.9 (another)");

    Process same = processes.start("same", join);
    assertThat(run.waitFor()).as(processes.words("run")).isZero();
    assertThat(same.waitFor()).as(processes.words("same")).isZero();
    assertSameBytes(spread);
  }

  /** Ctrl-C: the run's node lets its workers go, and says how to go on. */
  @Test
  void aRunOnWorkersIsStoppedAndResumedOnAnotherNumberOfThem() throws Exception {
    Path spread = folder.resolve("spread");
    Process run =
        processes.start(
            "run",
            "run",
            scenario.toString(),
            "--out",
            spread.toString(),
            "--workers",
            "2",
            "--checkpoint-every",
            "1");
    Processes.awaitCheckpoint(run, spread);
    List<ProcessHandle> workers = run.descendants().toList();
    run.destroy();
    assertThat(run.waitFor()).as(processes.words("run")).isIn(0, 130);
    for (ProcessHandle worker : workers) {
      worker.onExit().get(60, TimeUnit.SECONDS);
    }
    if (run.exitValue() == 130) {
      assertThat(processes.words("run")).contains("to go on: ./gauntlet resume " + spread);
      Process resumed = processes.start("resumed", "resume", spread.toString(), "--workers", "1");
      assertThat(resumed.waitFor()).as(processes.words("resumed")).isZero();
    }
    assertSameBytes(spread);
  }

  private void assertSameBytes(Path run) {
    for (String file : EQUAL) {
      assertThat(run.resolve(file)).as(file).hasSameBinaryContentAs(alone.resolve(file));
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** The same program, which takes itself for another version. */
  private String otherVersion() throws IOException {
    Path first = Files.createDirectory(folder.resolve("other-version"));
    Files.writeString(
        first.resolve("git.properties"), "git.build.version=0.0.9\ngit.commit.id=another\n");
    return first + System.getProperty("path.separator") + classPath();
  }

  private String[] withTls(String[] join) throws IOException {
    String[] secret = join.clone();
    secret[secret.length - 1] =
        settings(
            "secret.conf",
            "include required(file(\""
                + Path.of("conf/cluster-tls.conf").toAbsolutePath()
                + "\")), join-timeout = 5 s");
    return secret;
  }

  /** A key of the worker's own, from an authority that the run's node knows nothing of. */
  private Map<String, String> keys() throws Exception {
    String password = "of-no-importance";
    Path keys = folder.resolve("keys");
    ProcessBuilder make =
        new ProcessBuilder("sh", "conf/make-keys", keys.toString(), "worker")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("make-keys").toFile());
    make.environment().put("GAUNTLET_KEYS_PASSWORD", password);
    assertThat(make.start().waitFor()).as(processes.words("make-keys")).isZero();
    return Map.of(
        "GAUNTLET_KEYS_PASSWORD",
        password,
        "GAUNTLET_KEY",
        keys.resolve("worker.p12").toString(),
        "GAUNTLET_TRUST",
        keys.resolve("trust.p12").toString());
  }

  private String settings(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
