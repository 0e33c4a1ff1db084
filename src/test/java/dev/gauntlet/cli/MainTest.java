package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void helpIsAResultAndNamesEveryCommandOnce() {
    CommandLineRun help = CommandLineRun.of("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).containsOnlyOnce("Usage: gauntlet");
    assertThat(help.out().lines().map(String::strip).map(line -> line.split(" ", 2)[0]))
        .contains("run", "validate", "list", "data");
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : List.of("run", "validate", "list", "data")) {
      CommandLineRun help = CommandLineRun.of(command, "--help");

      assertThat(help.exitCode()).as(command).isZero();
      assertThat(help.out()).startsWith("Usage: gauntlet " + command);
    }
  }

  @Test
  void tellsItsVersion() {
    CommandLineRun version = CommandLineRun.of("--version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("gauntlet ");
  }

  @Test
  void wrongUseIsAWrongRequest() {
    assertWrong(CommandLineRun.of(), "Missing command");
    assertWrong(CommandLineRun.of("rum"), "Unmatched argument at index 0: 'rum'");
    assertWrong(CommandLineRun.of("run"), "SCENARIO");
    assertWrong(CommandLineRun.of("validate", "--sett", "a=b", "x.conf"), "--sett");
    assertWrong(CommandLineRun.of("run", "--threads", "many", "x.conf"), "--threads");
  }

  private static void assertWrong(CommandLineRun run, String words) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(words);
  }

  /** Starting an actor system or a network takes seconds that a help page must not. */
  @Test
  void helpLoadsNeitherActorsNorNetworks() throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.gauntlet.cli.Main",
                "run",
                "--help")
            .redirectErrorStream(true)
            .start();
    String loaded = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(java.waitFor()).isZero();
    assertThat(loaded)
        .contains("dev.gauntlet.cli.RunCommand")
        .doesNotContain("akka.")
        .doesNotContain("org.nd4j")
        .doesNotContain("ch.qos.logback");
  }
}
