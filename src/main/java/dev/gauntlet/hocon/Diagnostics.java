package dev.gauntlet.hocon;

import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What comes to light while a scenario is read: problems, the values used and their places. */
public final class Diagnostics {

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final Map<String, ConfigValue> values = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private final Map<String, Path> files = new LinkedHashMap<>();

  /**
   * @param file the scenario's file as the user named it
   */
  public Diagnostics(String file) {
    this.file = file;
  }

  public String file() {
    return file;
  }

  public void problem(String where, String key, String wrong, String right) {
    problems.add(new Problem(where, key, wrong, right));
  }

  /** Remembers what runs, and does not do what was perhaps meant. */
  public void warning(String where, String key, String wrong, String right) {
    warnings.add(new Problem(where, key, wrong, right));
  }

  public boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** Sorted as a reader of the file would find them, overrides last. */
  public List<Problem> problems() {
    return sorted(problems);
  }

  private static List<Problem> sorted(List<Problem> found) {
    return found.stream().distinct().sorted(Comparator.comparing(Diagnostics::place)).toList();
  }

  private static String place(Problem problem) {
    String where = problem.where();
    int colon = where.lastIndexOf(':');
    boolean line = colon >= 0 && where.substring(colon + 1).matches("\\d{1,9}");
    return where.startsWith(SourceLocation.OVERRIDE)
        ? "1"
        : "0"
            + (line ? where.substring(0, colon) : where)
            + " %09d".formatted(line ? Integer.parseInt(where.substring(colon + 1)) : 0);
  }

  /** Whether nothing is wrong with that key and what is below it. */
  public boolean sound(String path) {
    return problems.stream().noneMatch(p -> p.key().equals(path) || p.key().startsWith(path + "."));
  }

  /** What was read, written out. */
  public ConfigSource source() {
    return new ConfigSource(file, HoconWriter.of(values), places, files, sorted(warnings));
  }

  /** Remembers the value that a key has in the end, whoever wrote it. */
  public void use(String path, ConfigValue value, String where) {
    values.put(path, value);
    places.put(path, where);
  }

  /** Remembers that the key names that file. */
  public void useFile(String path, Path named) {
    files.put(path, named);
  }

  /** Takes back what was read at that path and below: the resolved text is to leave it out. */
  public void forget(String path) {
    values.keySet().removeIf(key -> key.equals(path) || key.startsWith(path + "."));
  }

  /** Remembers where a key is written. */
  public void place(String path, String where) {
    places.put(path, where);
  }
}
