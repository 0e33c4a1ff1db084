package dev.gauntlet.scenario;

import com.typesafe.config.ConfigObject;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Diagnostics;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.hocon.Parsed;
import dev.gauntlet.hocon.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads scenarios: a file and overrides over the defaults of reference.conf. */
public final class ScenarioReader {

  private ScenarioReader() {}

  /**
   * Reads and checks a scenario.
   *
   * @param file in the scenario language
   * @param overrides {@code key=value}, applied in order
   * @throws InvalidConfigException with everything that is wrong, if anything is
   */
  public static Scenario read(Path file, List<String> overrides) throws InvalidConfigException {
    Diagnostics reading = new Diagnostics(file.toString());
    Optional<ConfigObject> written = Parsed.of(file, overrides, reading);
    Optional<Scenario> scenario = Optional.empty();
    if (written.isPresent()) {
      scenario = of(written.get(), reading);
    }
    if (scenario.isEmpty()) {
      throw new InvalidConfigException(reading.problems());
    }
    return scenario.get();
  }

  /** What the user wrote as a scenario; empty if there are problems. */
  public static Optional<Scenario> of(ConfigObject written, Diagnostics reading) {
    Section root = new Section("", written, Defaults.scenario(), reading.file(), reading);
    ScenarioParts parts = new ScenarioParts(root, reading);
    new CrossChecks(root, parts).report();
    // A run looks no further at a matrix than to say what is wrong with it.
    MatrixBlock.read(root.section("matrix"));
    reading.forget("matrix");
    Optional<Scenario> scenario = parts.scenario(reading);
    root.reportUnknownKeys();
    return reading.hasProblems() ? Optional.empty() : scenario;
  }
}
