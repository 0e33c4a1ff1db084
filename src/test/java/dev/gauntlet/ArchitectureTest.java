package dev.gauntlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.gauntlet.simulation.RandomStreams;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The program keeps the rules, and every rule finds a class that breaks it. */
class ArchitectureTest {

  private static final List<Offender> OFFENDERS = Offender.ALL;

  @TempDir private static Path folder = Path.of("");
  private static JavaClasses program = new ClassFileImporter().importClasses(List.of());
  private static JavaClasses programAndOffenders = program;

  @BeforeAll
  static void importClasses() throws URISyntaxException {
    Path compiled =
        Path.of(RandomStreams.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Offender.compile(folder);
    programAndOffenders = new ClassFileImporter().importPaths(compiled, folder);
    program = programAndWhere(type -> false);
  }

  static Set<String> ruleNames() {
    return ArchitectureRules.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("ruleNames")
  void theProgramKeeps(String rule) {
    EvaluationResult result = ArchitectureRules.all().get(rule).evaluate(program);

    assertThat(result.getFailureReport().getDetails()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("OFFENDERS")
  void theRuleFinds(Offender offender) {
    JavaClasses withOffender = programAndWhere(type -> type.getName().equals(offender.className()));

    EvaluationResult result = ArchitectureRules.all().get(offender.rule()).evaluate(withOffender);

    assertThat(result.getFailureReport().getDetails())
        .isNotEmpty()
        .allMatch(detail -> detail.contains(offender.className()));
  }

  @Test
  void everyRuleHasAnOffender() {
    assertThat(OFFENDERS).extracting(Offender::rule).containsAll(ruleNames());
  }

  private static JavaClasses programAndWhere(Predicate<JavaClass> wanted) {
    return programAndOffenders.that(
        DescribedPredicate.describe(
            "of the program or wanted",
            (JavaClass type) ->
                !type.getSimpleName().matches("Offender\\d+") || wanted.test(type)));
  }
}
