package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.hocon.InvalidConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A scenario written for a test. */
public record ScenarioFile(Path path) {

  public static ScenarioFile of(Path folder, String text) {
    return of(folder, "test.conf", text);
  }

  public static ScenarioFile of(Path folder, String name, String text) {
    try {
      return new ScenarioFile(Files.writeString(folder.resolve(name), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Scenario read(String... overrides) {
    try {
      return ScenarioReader.read(path, List.of(overrides));
    } catch (InvalidConfigException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** Each problem as the user reads it, with the file's name in place of its path. */
  List<String> problems(String... overrides) {
    InvalidConfigException[] refusal = new InvalidConfigException[1];
    assertThatThrownBy(() -> ScenarioReader.read(path, List.of(overrides)))
        .isInstanceOfSatisfying(InvalidConfigException.class, e -> refusal[0] = e);
    return refusal[0].problems().stream()
        .map(problem -> problem.toString().replace(path.getParent() + "/", ""))
        .toList();
  }
}
