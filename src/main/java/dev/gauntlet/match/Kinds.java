package dev.gauntlet.match;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  /** The case of the value's class, or of what it is a kind of. */
  static <C> C find(Map<Class<?>, C> cases, Object value) {
    C exact = cases.get(value.getClass());
    if (exact != null) {
      return exact;
    }
    return cases.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(value))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Kinds::kinds)
        : Stream.of(type);
  }
}
