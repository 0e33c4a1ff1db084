package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.actor.cluster.NodeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterReaderTest {

  @Test
  void withoutAFileANodeIsOnLoopback() throws Exception {
    NodeSettings settings = ClusterReader.read(Optional.empty());

    assertThat(settings)
        .isEqualTo(
            new NodeSettings(
                "127.0.0.1",
                25520,
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                256 << 20,
                false,
                ""));
  }

  @Test
  void theFileThatComesAlongSaysTheDefaults() throws Exception {
    assertThat(ClusterReader.read(Optional.of(Path.of("conf/cluster.conf"))).at("", 0))
        .usingRecursiveComparison()
        .ignoringFields("akka")
        .isEqualTo(ClusterReader.read(Optional.empty()).at("", 0));
  }
}
