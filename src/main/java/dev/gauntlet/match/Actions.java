package dev.gauntlet.match;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is done about each kind of a sealed type; like {@link Match}, without a result.
 *
 * @param <T> the sealed type
 */
public final class Actions<T> {

  private final Map<Class<?>, Consumer<T>> cases;
  private final boolean partial;

  private Actions(Map<Class<?>, Consumer<T>> cases, boolean partial) {
    this.cases = Map.copyOf(cases);
    this.partial = partial;
  }

  /** Actions on that type, none yet. */
  public static <T> Builder<T> on(Class<T> type) {
    return new Builder<>(type);
  }

  /** Does what is to be done about that value. */
  public void of(T value) {
    Optional<Consumer<T>> known = Kinds.find(cases, value);
    if (known.isEmpty() && !partial) {
      throw new IllegalStateException("nothing is known of " + value.getClass().getName());
    }
    known.ifPresent(action -> action.accept(value));
  }

  /** Actions, as they are added. */
  public static final class Builder<T> {

    private final Class<T> type;
    private final Map<Class<?>, Consumer<T>> cases = new LinkedHashMap<>();

    private Builder(Class<T> type) {
      this.type = type;
    }

    /** About that kind this is done. */
    public <K extends T> Builder<T> when(Class<K> kind, Consumer<? super K> action) {
      Kinds.requireNew(kind, cases.keySet());
      cases.put(kind, value -> action.accept(kind.cast(value)));
      return this;
    }

    /**
     * The actions.
     *
     * @throws IllegalStateException if kinds of the type are missing, naming them
     */
    public Actions<T> complete() {
      Kinds.requireAll(type, cases.keySet());
      return new Actions<>(cases, false);
    }

    /** The actions of somebody whom the other kinds, also later ones, do not concern. */
    public Actions<T> ignoringOthers() {
      return new Actions<>(cases, true);
    }
  }
}
