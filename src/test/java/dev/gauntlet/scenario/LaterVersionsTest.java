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
  @ValueSource(
      strings = {
        "time.mode = asynchronous",
        "time.deadline = 60 s",
        "time.over-selection = 1.3",
        "time.min-updates = 5",
        "time.max-retries = 3",
        "time.concurrency = 8",
        "time.buffer-size = 4",
        "time.max-staleness = 10",
        "time.staleness { weighting = polynomial, exponent = 0.5 }",
        "timeline = [ { at-round = 10, do = leave, clients = [3, 4] } ]",
        "dropout = 0.1",
        "availability.probability = 0.9",
        "availability.trace = phones.csv",
        "availability.online = 600",
        "availability.offline = 300",
        "aggregation { rule = krum, attackers = 2, when-violated = skip }",
        "adversaries = [ { count = 1, adaptive = [rank-manipulation] } ]",
        "adversaries = [ { count = 1, adaptive = [pruning-aware] } ]",
        "adversaries = [ { count = 1, adaptive = [self-clipping] } ]"
      })
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
