package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that cannot be as they were asked for: the reason, exit code 2, and no hang. */
@Timeout(60)
class ClusterCommandsTest {

  @TempDir Path folder;
  private String scenario = "";

  @BeforeEach
  void scenario() throws IOException {
    scenario =
        Files.writeString(
                folder.resolve("tiny.conf"),
                "data { training-images = 300, test-images = 50, validation-samples = 20 }\n")
            .toString();
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertRefused(
        CommandLineRun.of("worker", "--join", "nowhere"), "expected HOST:PORT, for example");
    assertRefused(
        CommandLineRun.of("worker", "--join", "no-such-machine.invalid:25520"),
        "no machine is called no-such-machine.invalid");
    assertRefused(CommandLineRun.of("worker", "--join", "127.0.0.1:99999"), "expected HOST:PORT");
    assertRefused(
        CommandLineRun.of("worker", "--join", "192.0.2.1:25520"),
        "cannot reach this one at 127.0.0.1; name this machine's address with --host");
  }

  @Test
  void aWorkerThatFindsNobodyGivesUp() throws IOException {
    assertRefused(
        CommandLineRun.of(
            "worker",
            "--join",
            "127.0.0.1:" + Processes.freePort(),
            "--threads",
            "1",
            "--cluster",
            cluster("join-timeout = 1 s")),
        "no run let this worker in within 1 s (join-timeout)",
        "Connection refused");
  }

  @Test
  void refusesAPortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path out = folder.resolve("out");
      assertRefused(
          CommandLineRun.of(
              "run",
              scenario,
              "--out",
              out.toString(),
              "--cluster",
              cluster("port = " + taken.getLocalPort())),
          "cannot open port " + taken.getLocalPort() + " of 127.0.0.1");
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void tellsWhatIsWrongWithTheSettings() throws IOException {
    assertRefused(
        CommandLineRun.of("run", scenario, "--cluster", "no-such.conf"),
        "no-such.conf: there is no such file");
    assertRefused(
        CommandLineRun.of(
            "run",
            scenario,
            "--cluster",
            cluster("port = 70000\nworker-time = 3\nallow-other-processors = maybe")),
        "cluster.conf:1: port: 70000 is out of range",
        "cluster.conf:2: worker-time: unknown key",
        "neither true nor false");
    assertRefused(
        CommandLineRun.of("run", scenario, "--cluster", cluster("akka.remote.artery = 3")),
        "the settings for Akka are wrong");
    assertRefused(
        CommandLineRun.of(
            "run", scenario, "--cluster", cluster("message-limit = 1 MiB"), "--set", "clients=3"),
        "message-limit of the cluster is 1048576 bytes, and a model of lenet-20-50 takes");
  }

  @Test
  void refusesNumbersOfWorkersThatMakeNoSense() {
    assertRefused(CommandLineRun.of("run", scenario, "--min-workers", "2"), "needs --cluster");
    assertRefused(CommandLineRun.of("run", scenario, "--workers", "0"), "--workers 0: expected");
    assertRefused(
        CommandLineRun.of("run", scenario, "--workers", "2", "--min-workers", "3"),
        "without --cluster there are only --workers 2");
  }

  private String cluster(String text) throws IOException {
    return Files.writeString(folder.resolve("cluster.conf"), text).toString();
  }

  private static void assertRefused(CommandLineRun run, String... reasons) {
    assertThat(run.err()).contains(reasons).contains("nothing was run");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }
}
