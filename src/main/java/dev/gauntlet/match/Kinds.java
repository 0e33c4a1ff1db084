package dev.gauntlet.match;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of sealed types. */
final class Kinds {

  private Kinds() {}

  static void requireAll(Class<?> type, Set<Class<?>> known) {
    if (!type.isSealed()) {
      throw new IllegalStateException(type.getName() + " is not sealed: its kinds are not known");
    }
    List<String> missing =
        kinds(type)
            .filter(kind -> known.stream().noneMatch(above -> above.isAssignableFrom(kind)))
            .map(Class::getName)
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("nothing is known of " + String.join(", ", missing));
    }
  }

  /** Whether a kind has a case twice depends on no order then. */
  static void requireNew(Class<?> kind, Set<Class<?>> known) {
    if (known.stream().anyMatch(k -> k.isAssignableFrom(kind) || kind.isAssignableFrom(k))) {
      throw new IllegalStateException(kind.getName() + " has two cases");
    }
  }

  /** The case of the value's class, or of what it is a kind of. */
  static <C> Optional<C> find(Map<Class<?>, C> cases, Object value) {
    Optional<C> exact = Optional.ofNullable(cases.get(value.getClass()));
    return exact.or(
        () ->
            cases.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(value))
                .map(Map.Entry::getValue)
                .findFirst());
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Kinds::kinds)
        : Stream.of(type);
  }
}
