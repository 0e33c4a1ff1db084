package dev.gauntlet.hocon;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A block of a scenario over its defaults. What is asked for is what is known: a key that the user
 * wrote and nobody asked for is a problem.
 */
public final class Section {

  private final String path;
  private final ConfigObject given;
  private ConfigObject defaults;
  private final String where;
  private final Diagnostics reading;
  private final Set<String> asked = new TreeSet<>();
  private final List<Section> parts = new ArrayList<>();
  private final Choices choices = new Choices();
  private boolean abandoned;

  /**
   * @param path empty for the whole scenario
   * @param given what the user wrote
   * @param defaults what holds where the user wrote nothing; a null says that such a key exists
   * @param where the section begins, or the nearest place the user wrote
   */
  public Section(
      String path, ConfigObject given, ConfigObject defaults, String where, Diagnostics reading) {
    this.path = path;
    this.given = given;
    this.defaults = defaults;
    this.where = where;
    this.reading = reading;
  }

  /** The keys that the user wrote, in the order in which they are written. */
  public List<String> names() {
    return given.keySet().stream()
        .filter(this::isGiven)
        .sorted(Comparator.comparing(this::place).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private String place(String key) {
    ConfigOrigin origin = value(given, key).orElseThrow().origin();
    boolean override = origin.description().startsWith(SourceLocation.OVERRIDE);
    return (override ? "1" : "0") + " %09d".formatted(Math.max(0, origin.lineNumber()));
  }

  /** Whether the user wrote that key; {@code null} takes back what was written before. */
  public boolean isGiven(String key) {
    return value(given, key).isPresent();
  }

  /** The key's value, the user's or the default, if there is one. */
  public Optional<Setting> optional(String key) {
    asked.add(key);
    return value(given, key)
        .or(() -> value(defaults, key))
        .map(value -> new Setting(pathOf(key), value, where, reading));
  }

  /** The key's value, the user's or the default of reference.conf. */
  public Setting setting(String key) {
    return optional(key)
        .orElseThrow(() -> new IllegalStateException("reference.conf lacks " + pathOf(key)));
  }

  /** The key's value, the user's or else this one, which depends on other keys. */
  public Setting setting(String key, Object otherwise) {
    return optional(key)
        .orElseGet(
            () ->
                new Setting(
                    pathOf(key),
                    ConfigValueFactory.fromAnyRef(otherwise, SourceLocation.DEFAULT),
                    where,
                    reading));
  }

  /** The key's value; a problem if the user did not write it. */
  public Optional<Setting> required(String key, String expected) {
    Optional<Setting> setting = optional(key);
    if (setting.isEmpty()) {
      problem(key, "is missing", expected);
    }
    return setting;
  }

  public int integer(String key, int min, int max) {
    return setting(key).integer(min, max);
  }

  public double number(String key, Bounds bounds) {
    return setting(key).number(bounds);
  }

  /** A whole number from 1 on; empty if the key is left out and has no default. */
  public OptionalInt optionalInteger(String key, int max) {
    Optional<Setting> setting = optional(key);
    return setting.isPresent()
        ? OptionalInt.of(setting.get().integer(1, max))
        : OptionalInt.empty();
  }

  /** A number; empty if the key is left out and has no default. */
  public OptionalDouble optionalNumber(String key, Bounds bounds) {
    Optional<Setting> setting = optional(key);
    return setting.isPresent()
        ? OptionalDouble.of(setting.get().number(bounds))
        : OptionalDouble.empty();
  }

  public double fraction(String key) {
    return setting(key).number(Bounds.FRACTION, "expected a fraction of 1, from 0 to 1");
  }

  public List<Setting> items(String key, String expected) {
    return setting(key).items(expected);
  }

  /** The block of that name over its defaults, always the same; empty where nobody wrote one. */
  public Section section(String key) {
    return section(key, defaults.get(key) instanceof ConfigObject object ? object : Defaults.NONE);
  }

  /** The block of that name over these defaults. */
  public Section section(String key, ConfigObject partDefaults) {
    asked.add(key);
    for (Section part : parts) {
      if (part.path.equals(pathOf(key))) {
        return part;
      }
    }
    ConfigValue block = value(given, key).orElse(Defaults.NONE);
    return part(new Setting(pathOf(key), block, where, reading), partDefaults);
  }

  /**
   * The block of that name as written, whose keys are for others to check; empty if there is none.
   */
  public ConfigObject block(String key, String expected) {
    asked.add(key);
    Optional<ConfigValue> block = value(given, key);
    if (block.isPresent() && !(block.get() instanceof ConfigObject)) {
      problem(key, "is no block", expected);
    }
    return block.orElse(Defaults.NONE) instanceof ConfigObject object ? object : Defaults.NONE;
  }

  /** The block that a setting of this section holds, checked for unknown keys with this one. */
  public Section part(Setting setting, ConfigObject partDefaults) {
    Section part = setting.section(partDefaults);
    parts.add(part);
    return part;
  }

  /**
   * What the key chooses among; from then on the defaults of the choice hold as well. Empty, with a
   * problem, if nothing of that name is known: then the section's other keys mean nothing.
   */
  public <T> Optional<T> choose(String key, Catalogue<T> catalogue) {
    String expected =
        "expected the name of "
            + Messages.a(catalogue.kind())
            + ": "
            + String.join(", ", catalogue.names());
    Optional<String> name =
        required(key, expected).flatMap(value -> value.word(catalogue.kind(), catalogue.names()));
    if (name.isEmpty()) {
      abandon();
      return Optional.empty();
    }
    choices.add(key, name.get(), catalogue);
    defaults = defaults.withFallback(Defaults.of(catalogue, name.get()));
    return Optional.of(catalogue.get(name.get()));
  }

  /** Gives up on the section after a problem: what its keys mean is not known. */
  public Section abandon() {
    abandoned = true;
    return this;
  }

  /** Reports every key, here and below, that was never asked for. */
  public void reportUnknownKeys() {
    parts.forEach(Section::reportUnknownKeys);
    for (String key : new TreeSet<>(given.keySet())) {
      if (!abandoned && isGiven(key) && !asked.contains(key)) {
        problem(key, choices.wrong(key), choices.right(key, asked));
      }
    }
  }

  /**
   * Reports what is wrong with a key, where it stands or, if it is absent, where it would. That an
   * abandoned section lacks something is no news.
   */
  public void problem(String key, String wrong, String right) {
    if (abandoned && !isGiven(key)) {
      return;
    }
    reading.problem(placeOf(key), pathOf(key), wrong, right);
  }

  /** Reports a key that does nothing here, which a grid of runs may need. */
  public void warning(String key, String wrong, String right) {
    reading.warning(placeOf(key), pathOf(key), wrong, right);
  }

  private String placeOf(String key) {
    return value(given, key).flatMap(SourceLocation::of).orElse(where);
  }

  /** Whether nothing is wrong with these keys and what is below them. */
  public boolean sound(String... keys) {
    for (String key : keys) {
      if (!reading.sound(pathOf(key))) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing is wrong in this section. */
  public boolean isSound() {
    return reading.sound(path);
  }

  private static Optional<ConfigValue> value(ConfigObject block, String key) {
    return Optional.ofNullable(block.get(key))
        .filter(value -> value.valueType() != ConfigValueType.NULL);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
