package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxProblemsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seed = 1%n clients = {        | test.conf:2: expecting a close parentheses
          seed = 1%n clients = [1,      | test.conf:2: List should have had new element
          seed = 1%n clients = = 1      | test.conf:2: Expecting a value
          seed = 1%n include "x.conf    | test.conf:2: include keyword is not followed
          seed = 1%n clients = ${other} | test.conf:2: Could not resolve substitution
          """)
  void haveFileAndLine(String text, String expected) {
    assertThat(ScenarioFile.of(folder, text.formatted()).problems())
        .singleElement()
        .asString()
        .startsWith(expected);
  }

  @Test
  void aFileThatIsNotThereIsAProblem() {
    assertThat(new ScenarioFile(folder.resolve("none.conf")).problems("clients"))
        .containsExactly(
            "none.conf: there is no such file; expected a scenario",
            "--set clients: has no key and '='; expected key=value");
  }

  @Test
  void aFolderIsAProblem() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));

    assertThat(new ScenarioFile(inside).problems())
        .containsExactly("inside: is not a file; expected a scenario");
  }

  @Test
  void anEmptyFileIsTheDefaults() {
    assertThat(ScenarioFile.of(folder, "").read().name()).isEqualTo("test");
  }

  @Test
  void nestingWithoutEndIsAProblemAndNotACrash() {
    assertThat(ScenarioFile.of(folder, "a { ".repeat(100_000)).problems()).hasSize(1);
  }

  @Test
  void theEnvironmentChangesNothing() {
    assertThat(ScenarioFile.of(folder, "name = ${PATH}").problems()).hasSize(1);
  }
}
