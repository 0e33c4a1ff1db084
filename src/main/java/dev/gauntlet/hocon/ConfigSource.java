package dev.gauntlet.hocon;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text behind a scenario. Two are equal if they say the same, wherever it was written. */
public final class ConfigSource {

  private final String file;
  private final String text;
  private final Map<String, String> places;
  private final Map<String, Path> files;
  private final List<Problem> warnings;

  public ConfigSource(
      String file,
      String text,
      Map<String, String> places,
      Map<String, Path> files,
      List<Problem> warnings) {
    this.file = file;
    this.text = text;
    this.places = Map.copyOf(places);
    this.files = Map.copyOf(files);
    this.warnings = List.copyOf(warnings);
  }

  /** The scenario's file as the user named it. */
  public String file() {
    return file;
  }

  /** The resolved scenario as HOCON: every key, whether written or default; runs again as it is. */
  public String text() {
    return text;
  }

  /** The files that the scenario's keys name and without which it means nothing. */
  public Map<String, Path> files() {
    return files;
  }

  /** Keys that do nothing here: the scenario runs, but perhaps does not do what was meant. */
  public List<Problem> warnings() {
    return warnings;
  }

  /**
   * Where a key is written: {@code file:line} or an override; the nearest place around it if the
   * value is a default.
   *
   * @param key the full path, with places in lists as numbers: {@code
   *     "adversaries.0.backdoor.victim"}
   */
  public String where(String key) {
    return places.getOrDefault(key, file);
  }

  /** A problem of that key that only the data, once read, have brought to light. */
  public Problem problem(String key, String wrong, String right) {
    return new Problem(where(key), key, wrong, right);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfigSource that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return file;
  }
}
