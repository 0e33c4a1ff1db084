package dev.gauntlet.hocon;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The value of one key, the user's or the default. Whoever asks for a type gets a value of it: if
 * the one written is wrong, that becomes a problem and some allowed value lets the reading go on.
 */
public final class Setting {

  private static final Map<String, Boolean> FLAGS =
      Map.of("true", true, "on", true, "yes", true, "false", false, "off", false, "no", false);

  private final String path;
  private final ConfigValue value;
  private final String where;
  private final Diagnostics reading;

  public Setting(String path, ConfigValue value, String where, Diagnostics reading) {
    this.path = path;
    this.value = value;
    this.where = SourceLocation.of(value).orElse(where);
    this.reading = reading;
    reading.place(path, this.where);
  }

  public String path() {
    return path;
  }

  /** Whether it is that word, or list. Does not count as a use. */
  public boolean is(Object word) {
    return word.equals(value.unwrapped());
  }

  /** Whether it is that word, which then is its use. */
  public boolean takes(String word) {
    if (is(word)) {
      use();
    }
    return is(word);
  }

  public boolean isBlock() {
    return value.valueType() == ConfigValueType.OBJECT;
  }

  public boolean isList() {
    return value.valueType() == ConfigValueType.LIST;
  }

  public int integer(int min, int max) {
    return integer(min, max, "");
  }

  /**
   * A whole number.
   *
   * @param otherwise what else would be right, for a problem
   */
  public int integer(int min, int max, String otherwise) {
    return new Numbers(this).integer(min, max, otherwise);
  }

  /** A whole number, or the word {@code all}: then empty. */
  public OptionalInt integerOrAll(int min, int max) {
    return takes("all") ? OptionalInt.empty() : OptionalInt.of(integer(min, max, "all or "));
  }

  /** A whole number of 64 bits. */
  public long wholeNumber() {
    return new Numbers(this).wholeNumber();
  }

  public double number(Bounds bounds) {
    return number(bounds, "expected a number " + bounds);
  }

  public double number(Bounds bounds, String expected) {
    return new Numbers(this).number(bounds, expected);
  }

  /** A number with or without a unit. */
  public double quantity(Units units, Bounds bounds) {
    return new Numbers(this).quantity(units, bounds);
  }

  /** Yes or no. */
  public boolean flag() {
    use();
    String word = isBlock() || isList() ? "" : String.valueOf(value.unwrapped());
    if (!FLAGS.containsKey(word)) {
      problem(Messages.of(value) + " is neither true nor false", "expected true or false");
    }
    return FLAGS.getOrDefault(word, false);
  }

  public String text(String expected) {
    use();
    if (isBlock() || isList()) {
      problem(Messages.of(value) + " is not a text", expected);
      return "";
    }
    return String.valueOf(value.unwrapped());
  }

  /**
   * A file, by its path from the folder of the file in which it is written; the resolved text has
   * its absolute path, so that it can be read from anywhere. Empty after a problem.
   */
  public Optional<Path> file(String expected) {
    String text = text(expected);
    if (!isSound()) {
      return Optional.empty();
    }
    try {
      Path file = Path.of(SourceLocation.file(value).orElse(reading.file())).resolveSibling(text);
      String absolute = file.toAbsolutePath().normalize().toString();
      reading.use(path, ConfigValueFactory.fromAnyRef(absolute), where);
      reading.useFile(path, file);
      return Optional.of(file);
    } catch (InvalidPathException e) {
      problem(Messages.of(value) + " is not the name of a file", expected);
      return Optional.empty();
    }
  }

  /**
   * One of some words; empty, with a problem, if it is none of them.
   *
   * @param kind of which they are names
   */
  public Optional<String> word(String kind, Collection<String> known) {
    String expected = "known: " + String.join(", ", known);
    use();
    if (isBlock() || isList()) {
      problem(Messages.of(value) + " is not the name of " + Messages.a(kind), expected);
      return Optional.empty();
    }
    String word = String.valueOf(value.unwrapped());
    if (known.contains(word)) {
      return Optional.of(word);
    }
    problem(
        "unknown " + kind + " " + Messages.quote(word),
        Messages.suggestion(word, known) + expected);
    return Optional.empty();
  }

  /** Whether it is the second of two words; not, with a problem, if it is neither. */
  public boolean isSecond(String kind, String first, String second) {
    return word(kind, List.of(first, second)).filter(second::equals).isPresent();
  }

  /** The block written here over these defaults. */
  public Section section(ConfigObject defaults) {
    if (value instanceof ConfigObject object) {
      return new Section(path, object, defaults, where, reading);
    }
    problem(Messages.of(value) + " is not a block", "expected { ... }");
    return standingFor(defaults).abandon();
  }

  /** A block with nothing but these defaults, in the place of a word for them. */
  public Section standingFor(ConfigObject defaults) {
    return new Section(path, Defaults.NONE, defaults, where, reading);
  }

  /** The elements of a list, which are used one by one. */
  public List<Setting> items(String expected) {
    List<Setting> items = new ArrayList<>();
    if (!(value instanceof ConfigList list)) {
      problem(Messages.of(value) + " is not a list", expected);
      return items;
    }
    if (list.isEmpty()) {
      use();
    }
    for (int i = 0; i < list.size(); i++) {
      items.add(new Setting(path + "." + i, list.get(i), where, reading));
    }
    return items;
  }

  /** Whether nothing is wrong with the value. */
  public boolean isSound() {
    return reading.sound(path);
  }

  public void problem(String wrong, String right) {
    reading.problem(where, path, wrong, right);
  }

  /** The value as written, which then is its use. */
  ConfigValue use() {
    reading.use(path, value, where);
    return value;
  }
}
