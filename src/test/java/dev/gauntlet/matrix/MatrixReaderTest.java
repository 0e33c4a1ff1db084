package dev.gauntlet.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.attack.Goal;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixReaderTest {

  private static final String SCENARIO =
      """
      clients = 4
      adversaries = [ { clients = [0], amplification = 2 } ]
      matrix {
        attacks {
          strong { adversaries.0.amplification = 4 }
          none { adversaries = [] }
        }
        defences {
          short { phases = [ { phase = training, rounds = 2 } ] }
          slow { training { learning-rate = 0.01, rounds = 7 } }
        }
        seeds = [5, 3]
      }
      """;

  @TempDir Path folder;

  @Test
  void makesARunOfEveryAttackDefenceAndSeedAsWritten() throws InvalidConfigException {
    Matrix matrix = read(SCENARIO);

    assertThat(matrix.name()).isEqualTo("test");
    assertThat(matrix.cells())
        .extracting(cell -> cell.attack() + "/" + cell.defence() + "/" + cell.scenario().seed())
        .containsExactly(
            "strong/short/5",
            "strong/short/3",
            "strong/slow/5",
            "strong/slow/3",
            "none/short/5",
            "none/short/3",
            "none/slow/5",
            "none/slow/3");
  }

  @Test
  void changesTheKeysOfBothAndNoOthers() throws InvalidConfigException {
    Scenario strongShort = read(SCENARIO).cells().get(0).scenario();
    Scenario noneSlow = read(SCENARIO).cells().get(7).scenario();

    assertThat(amplification(strongShort)).isEqualTo(4);
    assertThat(strongShort.phases()).hasSize(1);
    assertThat(strongShort.federation().training().optimiser().learningRate()).isEqualTo(0.1);
    assertThat(noneSlow.attacks()).isEmpty();
    assertThat(noneSlow.phases()).hasSize(5);
    assertThat(noneSlow.federation().training().optimiser().learningRate()).isEqualTo(0.01);
  }

  @Test
  void leavesOutThePairsThatItSkips() throws InvalidConfigException {
    Matrix matrix = read(SCENARIO.replace("seeds =", "skip = [none/slow], seeds ="));

    assertThat(matrix.cells())
        .hasSize(6)
        .noneMatch(cell -> cell.attack().equals("none") && cell.defence().equals("slow"));
  }

  @Test
  void refusesToSkipWhatIsNotThereOrEverything() {
    assertThat(problems("matrix { attacks { a {} }, defences { b {} }, skip = [a/c, d] }"))
        .anyMatch(text -> text.contains("matrix.skip.0: 'a/c' is no attack/defence of the grid"))
        .anyMatch(text -> text.contains("matrix.skip.1: 'd' is no attack/defence of the grid"));
    assertThat(problems("matrix { attacks { a {} }, defences { b {} }, skip = [a/b] }"))
        .singleElement()
        .asString()
        .contains("leaves nothing of the grid");
  }

  @Test
  void takesTheScenarioAsItIsForWhatIsLeftOut() throws InvalidConfigException {
    Matrix matrix = read("clients = 4, seed = 9, matrix { attacks { none { adversaries = [] } } }");

    assertThat(matrix.cells()).hasSize(1);
    assertThat(matrix.cells().get(0).defence()).isEqualTo("as-written");
    assertThat(matrix.cells().get(0).scenario().seed()).isEqualTo(9);
  }

  @Test
  void aRunOfTheGridIsTheRunOfAScenarioThatSaysTheSame() throws InvalidConfigException {
    Scenario cell = read(SCENARIO).cells().get(0).scenario();

    Scenario alone =
        ScenarioFile.of(folder, SCENARIO)
            .read(
                "matrix=null",
                "seed=5",
                "adversaries.0.amplification=4",
                "phases=[ { phase = training, rounds = 2 } ]");

    assertThat(cell.source().text()).isEqualTo(alone.source().text());
    assertThat(cell.source().text()).doesNotContain("matrix");
  }

  @Test
  void aScenarioRunsWithoutItsMatrix() {
    Scenario scenario = ScenarioFile.of(folder, SCENARIO).read();

    assertThat(amplification(scenario)).isEqualTo(2);
    assertThat(scenario.source().text()).doesNotContain("matrix");
  }

  @Test
  void findsWhatIsWrongInAnyRunOnceAndWithItsLine() {
    assertThat(
            problems(
                """
                clients = 4
                adversaries = [ { clients = [0] } ]
                matrix {
                  attacks {
                    strong { adversaries.0.amplification = 40 }
                    absent { adversaries.3.amplification = 2 }
                  }
                  defences { typo { trainin.rounds = 3 }, none {} }
                  seeds = [1, 2]
                }
                """))
        .hasSize(3)
        .anyMatch(text -> text.startsWith("test.conf:5: adversaries.0.amplification: "))
        .anyMatch(text -> text.startsWith("test.conf:6: adversaries has no item 3"))
        .anyMatch(text -> text.startsWith("test.conf:8: trainin: "));
  }

  @Test
  void refusesAMatrixThatIsNone() {
    assertThat(problems("clients = 4"))
        .containsExactly(
            "test.conf: matrix: is missing;"
                + " expected matrix { attacks { ... }, defences { ... }, seeds = [ ... ] }");
    assertThat(
            problems(
                """
                matrix {
                  attack { none { adversaries = [] } }
                  defences { "a/b" {}, number = 3 }
                  seeds = [1, 1, x]
                }
                """))
        .hasSize(5)
        .anyMatch(text -> text.startsWith("test.conf:2: matrix.attack: "))
        .anyMatch(text -> text.contains("'a/b' cannot name a run's folder"))
        .anyMatch(text -> text.contains("'number' is no block"))
        .anyMatch(text -> text.contains("seed 1 is listed twice"))
        .anyMatch(text -> text.startsWith("test.conf:4: matrix.seeds.2: "));
  }

  private static double amplification(Scenario scenario) {
    return ((Goal.Targeted) scenario.attacks().get(0).goal()).method().amplification();
  }

  private Matrix read(String text) throws InvalidConfigException {
    return MatrixReader.read(ScenarioFile.of(folder, text).path(), List.of());
  }

  private List<String> problems(String text) {
    Path file = ScenarioFile.of(folder, text).path();
    InvalidConfigException[] refusal = new InvalidConfigException[1];
    assertThatThrownBy(() -> MatrixReader.read(file, List.of()))
        .isInstanceOfSatisfying(InvalidConfigException.class, e -> refusal[0] = e);
    return Stream.of(refusal)
        .flatMap(e -> e.problems().stream())
        .map(problem -> problem.toString().replace(file.getParent() + "/", ""))
        .toList();
  }
}
