package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludesTest {

  @TempDir Path folder;

  @Test
  void standAsIfTheirLinesWereWrittenThere() throws IOException {
    ScenarioFile.of(Files.createDirectory(folder.resolve("base")), "few.conf", "clients = 4");

    Scenario scenario =
        ScenarioFile.of(folder, "include \"base/few.conf\"\nselection.clients-per-round = 3")
            .read();

    assertThat(scenario.clients()).isEqualTo(4);
    assertThat(scenario.federation().selection().clientsPerRound()).hasValue(3);
    assertThat(scenario.name()).isEqualTo("test");
  }

  @Test
  void areNotIgnoredWhenTheyAreMissing() {
    assertThat(ScenarioFile.of(folder, "seed = 1\ninclude \"none.conf\"\nclientz = 1").problems())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("test.conf:2: include \"none.conf\": there is no file none.conf");
  }

  @Test
  void blameTheFileThatIsWrong() {
    ScenarioFile.of(folder, "base.conf", "\n\nclients = 0");

    assertThat(ScenarioFile.of(folder, "include \"base.conf\"\nseed = x").problems())
        .satisfiesExactly(
            problem -> assertThat(problem).startsWith("base.conf:3: clients: 0 is out of range"),
            problem -> assertThat(problem).startsWith("test.conf:2: seed: 'x' is not a number"));
  }

  @Test
  void cannotGoInCircles() {
    ScenarioFile.of(folder, "other.conf", "include \"test.conf\"");

    assertThat(ScenarioFile.of(folder, "include \"other.conf\"").problems())
        .containsExactly(
            "other.conf:1: include \"test.conf\": a file cannot include itself; remove this"
                + " include");
  }

  @Test
  void areFilesOnly() {
    assertThat(
            ScenarioFile.of(
                    folder,
                    "include url(\"http://localhost/x.conf\")\ninclude classpath(\"akka.conf\")")
                .problems())
        .satisfiesExactly(
            problem -> assertThat(problem).contains("an address cannot be included"),
            problem -> assertThat(problem).contains("a class path resource cannot be included"));
  }
}
