package dev.gauntlet.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.attack.trigger.Trigger;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AdversaryTimelineTest {

  private static final Trigger DOT = new Trigger(List.of(new Trigger.Cell(0, 0)), 1);
  private static final Adversary FIRST =
      new Adversary(
          List.of(new ClientId(1), new ClientId(7)),
          new Backdoor(9, 1, List.of(DOT), 0.5),
          3,
          new ActiveRounds(2, 5));
  private static final Adversary SECOND =
      new Adversary(
          List.of(new ClientId(4)), new Backdoor(3, 2, List.of(DOT), 0.5), 1, ActiveRounds.ALWAYS);

  private final AdversaryTimeline script =
      new AdversaryTimeline(
          List.of(FIRST, SECOND),
          Map.of(
              0, new AdversaryTimeline.Step(0, new AdversaryChange.Stop()),
              2, new AdversaryTimeline.Step(0, new AdversaryChange.Start()),
              3, new AdversaryTimeline.Step(0, target(5)),
              4, new AdversaryTimeline.Step(0, poison(0.8)),
              5, new AdversaryTimeline.Step(1, target(6))));

  @Test
  void nothingChangesBeforeAnEntryHasFired() {
    assertThat(script.inEffect(FiredEntries.NONE)).containsExactly(FIRST, SECOND);
    // Entry 1 is about someone else.
    assertThat(script.inEffect(0, new FiredEntries(List.of(1)))).isEqualTo(FIRST);
  }

  @Test
  void theLastOfStartAndStopHolds() {
    assertThat(script.inEffect(0, new FiredEntries(List.of(0))).active())
        .isEqualTo(ActiveRounds.NEVER);
    assertThat(script.inEffect(0, new FiredEntries(List.of(0, 2))).active().contains(1)).isTrue();
    assertThat(script.inEffect(0, new FiredEntries(List.of(2, 0))).active().contains(3)).isFalse();
  }

  @Test
  void changesOfOneGoalAddUp() {
    Adversary changed = script.inEffect(0, new FiredEntries(List.of(3, 4)));

    assertThat(changed.backdoor().orElseThrow()).isEqualTo(new Backdoor(9, 5, List.of(DOT), 0.8));
    assertThat(((Goal.Targeted) changed.goal()).method().amplification()).isEqualTo(3);
    assertThat(changed.active()).isEqualTo(FIRST.active());
  }

  @Test
  void anAdversaryIsNotChangedByAnothers() {
    assertThat(
            script
                .inEffect(1, new FiredEntries(List.of(0, 3, 5)))
                .backdoor()
                .orElseThrow()
                .target())
        .isEqualTo(6);
    assertThat(script.inEffect(0, new FiredEntries(List.of(5)))).isEqualTo(FIRST);
  }

  @Test
  void knowsWhomAClientBelongsTo() {
    assertThat(script.adversaryOf(new ClientId(7))).contains(0);
    assertThat(script.adversaryOf(new ClientId(4))).contains(1);
    assertThat(script.adversaryOf(new ClientId(2))).isEmpty();
  }

  private static AdversaryChange target(int label) {
    return new AdversaryChange.Retarget(
        OptionalInt.of(label), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  private static AdversaryChange poison(double fraction) {
    return new AdversaryChange.Retarget(
        OptionalInt.empty(), Optional.empty(), OptionalDouble.of(fraction), OptionalDouble.empty());
  }
}
