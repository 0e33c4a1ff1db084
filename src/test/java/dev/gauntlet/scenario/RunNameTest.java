package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNameTest {

  @TempDir Path folder;

  @Test
  void isTheBaseNameOfTheFile() {
    assertThat(ScenarioFile.of(folder, "two words.v2.conf", "").read().name())
        .isEqualTo("two words.v2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a\\\\b", "", " ", ".hidden", "..", "a\\nb"})
  void cannotLeadOutOfTheFolderOfRuns(String name) {
    assertThat(ScenarioFile.of(folder, "name = \"" + name + "\"").problems())
        .singleElement()
        .asString()
        .contains("cannot name a run's folder");
  }
}
