package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaterVersionsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"aggregation { rule = krum, attackers = 2, when-violated = skip }"})
  void theirKeysAreNotSupported(String text) {
    assertThat(ScenarioFile.of(folder, text).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: ")
        .contains("not supported by this version");
  }

  @Test
  void whatIsSoAnywayMayBeSaid() {
    String text =
        """
        time { mode = synchronous }
        timeline = []
        dropout = 0.0
        availability { probability = 1.0 }
        adversaries = [ { count = 1, adaptive = [] } ]
        """;

    assertThat(ScenarioFile.of(folder, text).read().attacks()).hasSize(1);
  }
}
