package dev.gauntlet.hocon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The algorithms of one kind by the names that the scenario language gives them.
 *
 * @param <T> what a name stands for
 */
public final class Catalogue<T> {

  /** The paper that the simulator implements. */
  public static final String PAPER = "Wu et al. 2020, arXiv:2011.01767";

  /**
   * A line of the catalogue.
   *
   * @param name in the scenario language
   * @param summary what it is
   * @param paper where it comes from, empty if it needs no source
   */
  public record Entry(String name, String summary, String paper) {}

  private final String kind;
  private final String block;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, T> values = new LinkedHashMap<>();

  /**
   * @param kind in words, for example {@code "trigger pattern"}
   * @param block the block of reference.conf with the defaults of each name
   */
  public Catalogue(String kind, String block) {
    this.kind = kind;
    this.block = block;
  }

  /** Adds a line. */
  public Catalogue<T> with(String name, T value, String summary, String paper) {
    entries.add(new Entry(name, summary, paper));
    values.put(name, value);
    return this;
  }

  /** What it lists, in words. */
  public String kind() {
    return kind;
  }

  /** What it lists, in words, in the plural. */
  public String kinds() {
    return kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
  }

  public String block() {
    return block;
  }

  /** The lines in order. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The names in order. */
  public List<String> names() {
    return entries.stream().map(Entry::name).toList();
  }

  /** What a name of the catalogue stands for. */
  public T get(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }
}
