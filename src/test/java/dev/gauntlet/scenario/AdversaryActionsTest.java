package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.attack.ActiveRounds;
import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryChange;
import dev.gauntlet.attack.AdversaryTimeline.Step;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.attack.trigger.Stamped;
import dev.gauntlet.attack.trigger.TriggerPatterns;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.timeline.Change;
import dev.gauntlet.timeline.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdversaryActionsTest {

  private static final String ADVERSARIES =
      "adversaries = [ { clients = [0], amplification = 3, backdoor { victim = 9, target = 1 } },"
          + " { clients = [1], active.from-round = 4 } ]\n";

  @TempDir Path folder;

  private ScenarioFile file(String entries) {
    return ScenarioFile.of(folder, "timeline = [ " + entries + " ]\n" + ADVERSARIES);
  }

  @Test
  void theServerOnlyKnowsThatSomethingHappened() {
    Scenario scenario =
        file("{ at-round = 1, do = leave, clients = [5] }, { at-round = 2, do = stop, adversary = 1 }")
            .read();

    assertThat(scenario.timeline().entries())
        .element(1)
        .isEqualTo(new Entry(new Entry.AtRound(2), "stop", new Change.OfAdversary(1)));
    assertThat(scenario.attackScript().changes())
        .isEqualTo(Map.of(1, new Step(1, new AdversaryChange.Stop())));
  }

  @Test
  void whoStartsOnTheWayBehavesBefore() {
    Scenario scenario = file("{ at-round = 5, do = start, adversary = 0 }").read();

    assertThat(scenario.attacks().get(0).active()).isEqualTo(ActiveRounds.NEVER);
    assertThat(scenario.attackScript().inEffect(0, new FiredEntries(List.of(0))).active())
        .isEqualTo(ActiveRounds.ALWAYS);
    assertThat(ScenarioFile.of(folder, scenario.source().text()).read()).isEqualTo(scenario);
  }

  @Test
  void whoSaysWhenItIsActiveOrStopsFirstDoesNotWait() {
    assertThat(file("{ at-round = 5, do = start, adversary = 1 }").read().attacks().get(1).active())
        .isEqualTo(new ActiveRounds(4, ActiveRounds.FOR_EVER));
    assertThat(
            file("{ at-round = 5, do = stop, adversary = 0 },"
                    + " { at-round = 6, do = start, adversary = 0 }")
                .read()
                .attacks()
                .get(0)
                .active())
        .isEqualTo(ActiveRounds.ALWAYS);
  }

  @Test
  void whatIsNotSetStaysAsItWas() {
    Scenario scenario =
        file("{ at-round = 5, do = set, adversary = 0, amplification = 5,"
                + " backdoor { target = 2, trigger { pattern = pixels, pixels = 1 } } }")
            .read();

    Adversary before = scenario.attacks().get(0);
    Adversary after = scenario.attackScript().inEffect(0, new FiredEntries(List.of(0)));
    assertThat(((Goal.Targeted) after.goal()).method().amplification()).isEqualTo(5);
    assertThat(after.backdoor().orElseThrow().target()).isEqualTo(2);
    assertThat(after.backdoor().orElseThrow().victim()).isEqualTo(9);
    assertThat(after.backdoor().orElseThrow().poisoning())
        .isEqualTo(before.backdoor().orElseThrow().poisoning());
    assertThat(after.backdoor().orElseThrow().triggerPattern())
        .isEqualTo(new Stamped(List.of(TriggerPatterns.pixels(1, 24, 24, 1))));
    assertThat(after.clients()).isEqualTo(before.clients());
    assertThat(ScenarioFile.of(folder, scenario.source().text()).read()).isEqualTo(scenario);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          adversary = 2, amplification = 2   | adversary: 2 is out of range
          adversary = 0, amplification = 0.5 | amplification: 0.5 is out of range
          adversary = 0, backdoor.target = 9 | backdoor.target: 9 is the victim too; expected another label
          adversary = 0, backdoor.target = 10 | backdoor.target: 10 is out of range
          adversary = 0, backdoor.victim = 3 | backdoor.victim: the victim cannot change: attackers hold images of the label 9
          adversary = 0, backdoor.poison-fraction = 1 | backdoor.poison-fraction: 1 is out of range
          adversary = 0, backdoor.trigger { pixels = 1 } | backdoor.trigger.pattern: is missing
          adversary = 0, backdoor.trigger { pattern = pixels, row = 30 } | backdoor.trigger.row: 30 is out of range
          adversary = 0, backdoor.colour = 1 | backdoor.colour: unknown key
          """)
  void whatCannotWorkIsAProblem(String keys, String expected) {
    assertThat(file("{ at-round = 1, do = set, " + keys + " }").problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: timeline.0." + expected);
  }

  @Test
  void whoPoisonsByPairsStaysWithThem() {
    String entry =
        "timeline = [ { at-round = 1, do = set, adversary = 0,"
            + " backdoor { poison-fraction = 0.3, trigger { pattern = label-flip } } } ]\n";
    assertThat(
            ScenarioFile.of(
                    folder, entry + "adversaries = [ { count = 1, backdoor.poison = paired } ]")
                .problems())
        .containsExactlyInAnyOrder(
            "test.conf:1: timeline.0.backdoor.poison-fraction: does nothing: the adversary poisons"
                + " by pairs; leave it out, or write poison = fraction in the adversary",
            "test.conf:1: timeline.0.backdoor.trigger: changes no pixel, and the adversary poisons by"
                + " pairs of images; expected a trigger that is stamped");
  }

  @Test
  void whoPlantsNoBackdoorHasNoKeysToSet() {
    String entry = "timeline = [ { at-round = 1, do = set, adversary = 0, amplification = 2 } ]\n";
    assertThat(
            ScenarioFile.of(folder, entry + "adversaries = [ { count = 1, attack = sign-flip } ]")
                .problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: timeline.0.adversary: it plants no backdoor");
  }

  @Test
  void thereMustBeAnAdversary() {
    assertThat(
            ScenarioFile.of(folder, "timeline = [ { at-round = 1, do = start, adversary = 0 } ]")
                .problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: timeline.0.adversary: there is no adversary");
  }
}
