package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReferenceConfTest {

  private static final Path FILE = Path.of("src/main/resources/reference.conf");
  private static final Pattern SETTING = Pattern.compile("\\s*[a-z0-9-]+ = [^\\[{].*|.*\\{ .* }.*");

  @Test
  void explainsEveryKey() throws IOException {
    List<String> settings =
        Files.readAllLines(FILE).stream()
            .filter(line -> SETTING.matcher(line.replaceFirst("#.*", "")).matches())
            .filter(line -> !line.strip().startsWith("{ phase = "))
            .toList();

    assertThat(settings).hasSizeGreaterThan(50).allMatch(line -> line.matches(".+ # [^ ].+"));
  }

  @Test
  void keepsToItsOwnNamespaceBecauseLibrariesHaveAFileOfThatName() {
    assertThat(ConfigFactory.parseFile(FILE.toFile()).root().keySet()).containsExactly("gauntlet");
  }
}
