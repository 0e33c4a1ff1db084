package dev.gauntlet.match;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A value for each kind of a sealed type. It cannot be made while a kind is missing, so that one
 * that is added later is noticed wherever kinds are told apart.
 *
 * @param <T> the sealed type
 * @param <R> what comes of it
 */
public final class Match<T, R> {

  private final Map<Class<?>, Function<T, ? extends R>> cases;

  private Match(Map<Class<?>, Function<T, ? extends R>> cases) {
    this.cases = Map.copyOf(cases);
  }

  /** A match on that type that has no cases yet. */
  public static <T, R> Builder<T, R> on(Class<T> type) {
    return new Builder<>(type);
  }

  /** What comes of that value. */
  public R of(T value) {
    return Kinds.find(cases, value).orElseThrow().apply(value);
  }

  /** Cases, as they are added. */
  public static final class Builder<T, R> {

    private final Class<T> type;
    private final Map<Class<?>, Function<T, ? extends R>> cases = new LinkedHashMap<>();

    private Builder(Class<T> type) {
      this.type = type;
    }

    /** Of that kind, which may be a sealed type itself, comes this. */
    public <K extends T> Builder<T, R> when(Class<K> kind, Function<K, ? extends R> result) {
      Kinds.requireNew(kind, cases.keySet());
      cases.put(kind, value -> result.apply(kind.cast(value)));
      return this;
    }

    /**
     * The match.
     *
     * @throws IllegalStateException if kinds of the type are missing, naming them
     */
    public Match<T, R> complete() {
      Kinds.requireAll(type, cases.keySet());
      return new Match<>(cases);
    }
  }
}
