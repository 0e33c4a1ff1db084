package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.data.partition.Iid;
import dev.gauntlet.phase.PhasePlan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyOverridesTest {

  private static final String ATTACKED =
      "adversaries = [ { clients = [0], backdoor { victim = 9 } } ]";

  @TempDir Path folder;

  @Test
  void replaceWhatTheFileSays() {
    Scenario scenario = ScenarioFile.of(folder, "clients = 4").read("clients=5", "seed = 7");

    assertThat(scenario.clients()).isEqualTo(5);
    assertThat(scenario.seed()).isEqualTo(7);
  }

  @Test
  void reachIntoLists() {
    Scenario scenario =
        ScenarioFile.of(folder, ATTACKED)
            .read("adversaries.0.backdoor.victim=4", "adversaries.0.clients.0=3");

    assertThat(scenario.attacks().get(0).backdoor().orElseThrow().victim()).isEqualTo(4);
    assertThat(scenario.attacks().get(0).clients().get(0).index()).isEqualTo(3);
  }

  @Test
  void reachIntoListsThatAreDefaults() {
    Scenario scenario = ScenarioFile.of(folder, "").read("phases.1.step=2");

    assertThat(scenario.phases()).hasSize(5);
    assertThat(scenario.phases().get(1))
        .isInstanceOfSatisfying(
            PhasePlan.Pruning.class, pruning -> assertThat(pruning.step()).isEqualTo(2));
  }

  @Test
  void takeBlocksAndListsAndNothing() {
    ScenarioFile file = ScenarioFile.of(folder, ATTACKED + "\ndata.partition.labels-per-client=2");

    Scenario scenario =
        file.read("data.partition={ scheme = iid }", "phases=[{phase=training}]", "clients=null");

    assertThat(scenario.data().partition()).isEqualTo(new Iid());
    assertThat(scenario.phases()).containsExactly(new PhasePlan.Training(30));
    assertThat(scenario.clients()).isEqualTo(10);
  }

  @Test
  void areSeenByReferences() {
    Scenario scenario =
        ScenarioFile.of(folder, "training.rounds = 4\nseed = ${training.rounds}")
            .read("training.rounds=6");

    assertThat(scenario.seed()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clients                   | has no key and '='
          =5                        | has no key and '='
          clients=[                 | List should have ]
          clients=5,seed=3          | has more than one value
          clients=0                 | 0 is out of range
          adversaries.0.backdoor.victim=44 | 44 is out of range
          adversaries.0.backdor.victim=4   | adversaries.0.backdor: unknown key; did you mean backdoor?
          adversaries.1.count=2     | adversaries has no item 1; its items are counted from 0 to 0
          phases.x.step=2           | phases has no item x
          phases=[]                 | there is no phase
          """)
  void areBlamedAsTheyWereWritten(String override, String expected) {
    assertThat(ScenarioFile.of(folder, ATTACKED).problems(override))
        .singleElement()
        .asString()
        .startsWith("--set " + override + ": " + expected);
  }

  @Test
  void areOfNoAvailForAListThatIsEmpty() {
    assertThat(ScenarioFile.of(folder, "").problems("adversaries.0.count=3"))
        .containsExactly(
            "--set adversaries.0.count=3: adversaries has no item 0; the list is empty");
  }
}
