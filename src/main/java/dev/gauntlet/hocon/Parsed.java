package dev.gauntlet.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** From a file and overrides to one block without references. */
public final class Parsed {

  /** No environment variables: a scenario means the same on every machine. */
  public static final ConfigResolveOptions RESOLVE =
      ConfigResolveOptions.defaults().setUseSystemEnvironment(false);

  private Parsed() {}

  /** What the user wrote, or problems. */
  public static Optional<ConfigObject> of(Path file, List<String> overrides, Diagnostics reading) {
    List<KeyOverride> settings =
        overrides.stream().flatMap(text -> KeyOverride.parse(text, reading).stream()).toList();
    if (!Files.isRegularFile(file)) {
      String wrong = Files.exists(file) ? "is not a file" : "there is no such file";
      reading.problem(file.toString(), "", wrong, "expected a scenario");
      return Optional.empty();
    }
    try {
      Config config = Includes.parse(file, reading).toConfig();
      if (!config.isResolved()) {
        for (KeyOverride setting : settings) {
          config = setting.under(config);
        }
        config = config.resolve(RESOLVE);
      }
      ConfigObject scenario = config.root();
      for (KeyOverride setting : settings) {
        scenario = setting.appliedTo(scenario, Defaults.scenario(), reading);
      }
      return Optional.of(scenario);
    } catch (ConfigException e) {
      String where =
          Optional.ofNullable(e.origin()).flatMap(SourceLocation::of).orElse(file.toString());
      reading.problem(where, "", message(e), expected(e));
    } catch (StackOverflowError e) {
      reading.problem(file.toString(), "", "is nested too deeply", "");
    }
    return Optional.empty();
  }

  private static String expected(ConfigException e) {
    return e instanceof ConfigException.UnresolvedSubstitution
        ? "expected a reference to a key that the scenario has; the environment is not read"
        : "";
  }

  /** What the parser says, without the place, which is told apart. */
  public static String message(ConfigException e) {
    String message = String.valueOf(e.getMessage());
    ConfigOrigin origin = e.origin();
    String place = origin == null ? "" : origin.description() + ": ";
    return (message.startsWith(place) ? message.substring(place.length()) : message)
        .replace("\n", " ");
  }
}
