package dev.gauntlet;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * No method tells the kinds of a sealed type apart by one {@code instanceof} after the other: the
 * kind that somebody adds later would fall through.
 */
final class NoTypeChains extends ArchCondition<JavaClass> {

  NoTypeChains() {
    super("tell kinds of a sealed type apart by a method of theirs or a Match");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (JavaCodeUnit unit : type.getCodeUnits()) {
      Map<JavaClass, Set<JavaClass>> kinds =
          unit.getInstanceofChecks().stream()
              .map(InstanceofCheck::getRawType)
              .flatMap(kind -> sealedAbove(kind).map(above -> Map.entry(above, kind)))
              .collect(
                  Collectors.groupingBy(
                      Map.Entry::getKey,
                      Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
      kinds.forEach(
          (above, told) -> {
            if (told.size() > 1) {
              events.add(
                  SimpleConditionEvent.violated(
                      type,
                      unit.getFullName()
                          + " tells "
                          + told.size()
                          + " kinds of "
                          + above.getName()));
            }
          });
    }
  }

  private static Stream<JavaClass> sealedAbove(JavaClass kind) {
    return kind.getAllRawInterfaces().stream()
        .filter(above -> above.getPackageName().startsWith("dev.gauntlet"))
        .filter(above -> above.reflect().isSealed());
  }
}
