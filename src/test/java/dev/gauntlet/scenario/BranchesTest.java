package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.phase.PhasePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BranchesTest {

  private static final String BRANCHES =
      """
      phases = [ { phase = training, rounds = 3 } ]
      branches {
        zeta = [ { phase = clipping, delta = 2 } ]
        alpha = [ { phase = pruning }, { phase = fine-tuning, max-rounds = 4 } ]
        mid = [ { phase = training, rounds = 2 } ]
      }
      """;

  @TempDir Path folder;

  @Test
  void areInTheOrderInWhichTheyAreWritten() throws Exception {
    Scenario scenario = read(BRANCHES);

    assertThat(scenario.branches().keySet()).containsExactly("zeta", "alpha", "mid");
    assertThat(scenario.branches().get("alpha"))
        .extracting(PhasePlan::name)
        .containsExactly("pruning", "fine-tuning");
    assertThat(scenario.allPhases()).hasSize(5);
  }

  @Test
  void theResolvedTextHasThemAndWithoutThemSaysNothing() throws Exception {
    Scenario scenario = read(BRANCHES);
    Path resolved = Files.writeString(folder.resolve("resolved.conf"), scenario.source().text());
    Scenario again = ScenarioReader.read(resolved, List.of("name=scenario"));

    assertThat(again.branches().keySet()).containsExactly("zeta", "alpha", "mid");
    assertThat(again.branches()).isEqualTo(scenario.branches());
    assertThat(read("").source().text()).doesNotContain("branches");
  }

  @Test
  void theScriptCanNameTheRoundsOfTheLongest() throws Exception {
    String entry = "timeline = [ { at-round = %d, do = leave, clients = [1] } ]%n";

    assertThat(read(BRANCHES + entry.formatted(7)).timeline().entries()).hasSize(1);
    assertThat(problems(BRANCHES + entry.formatted(8)))
        .singleElement()
        .asString()
        .contains("round 8 never comes");
  }

  @Test
  void everythingWrongIsReported() {
    assertThat(
            problems(
                """
                branches {
                  "a.b" = [ { phase = clipping } ]
                  empty = []
                  word = pruning
                  right = [ { phase = prunning } ]
                  other = [ { phase = clipping, step = 3 } ]
                }
                """))
        .anyMatch(problem -> problem.contains("cannot name a branch's folder"))
        .anyMatch(problem -> problem.contains("branches.empty: there is no phase"))
        .anyMatch(problem -> problem.contains("branches.word"))
        .anyMatch(problem -> problem.contains("branches.right.0.phase"))
        .anyMatch(problem -> problem.contains("branches.other.0.step"))
        .hasSize(5);
  }

  private List<String> problems(String text) {
    List<String> problems = new java.util.ArrayList<>();
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> read(text))
        .satisfies(e -> e.problems().forEach(problem -> problems.add(problem.toString())));
    return problems;
  }

  private Scenario read(String text) throws Exception {
    return ScenarioReader.read(Files.writeString(folder.resolve("scenario.conf"), text), List.of());
  }
}
