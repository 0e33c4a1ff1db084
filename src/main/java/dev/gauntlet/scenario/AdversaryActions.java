package dev.gauntlet.scenario;

import dev.gauntlet.attack.Attack;
import dev.gauntlet.attack.AttackChange;
import dev.gauntlet.attack.AttackScript;
import dev.gauntlet.attack.Backdoor;
import dev.gauntlet.attack.Trigger;
import dev.gauntlet.timeline.Change;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The actions of the timeline that change an adversary. */
final class AdversaryActions {

  private static final String WHO = "expected adversary = 0 for the first of the list adversaries";

  private AdversaryActions() {}

  static Optional<Deed> start(Section keys, Cast cast) {
    return deed(keys, cast, new AttackChange.Start());
  }

  static Optional<Deed> stop(Section keys, Cast cast) {
    return deed(keys, cast, new AttackChange.Stop());
  }

  /** What is not written stays as the adversary had it at the start of the run. */
  static Optional<Deed> turn(Section keys, Cast cast) {
    Optional<Integer> adversary = adversary(keys, cast);
    Optional<Attack> attack =
        adversary.flatMap(place -> cast.attacks().map(attacks -> attacks.get(place)));
    OptionalDouble amplification =
        keys.optional("amplification")
            .map(setting -> setting.number(Bounds.from(1).to(cast.clients())))
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty());
    Optional<Backdoor> backdoor =
        keys.isGiven("backdoor")
            ? backdoor(keys.section("backdoor"), cast, attack.map(Attack::backdoor))
            : Optional.empty();
    if (adversary.isEmpty() || attack.isEmpty() || !keys.isSound()) {
      return Optional.empty();
    }
    AttackChange change = new AttackChange.Turn(backdoor, amplification);
    return Optional.of(deed(adversary.get(), change));
  }

  private static Optional<Backdoor> backdoor(Section keys, Cast cast, Optional<Backdoor> initial) {
    int labels = cast.images().map(KnownImages::classes).orElse(Limits.LABELS);
    Optional<Integer> target = keys.optional("target").map(s -> s.integer(0, labels - 1));
    Optional<Integer> victim = keys.optional("victim").map(s -> s.integer(0, labels - 1));
    Optional<Double> poison =
        keys.optional("poison-fraction").map(s -> s.number(Bounds.from(0).below(1)));
    Optional<List<Trigger>> parts =
        keys.isGiven("trigger") ? Optional.of(trigger(keys, cast)) : Optional.empty();
    if (initial.isEmpty() || !keys.isSound()) {
      return Optional.empty();
    }
    Backdoor before = initial.get();
    if (victim.isPresent() && victim.get() != before.victim()) {
      keys.problem(
          "victim",
          "the victim cannot change: attackers hold images of the label " + before.victim(),
          "leave it out, or write another adversary that starts then");
    } else if (target.isPresent() && target.get() == before.victim()) {
      keys.problem("target", target.get() + " is the victim too", "expected another label");
    }
    return keys.isSound()
        ? Optional.of(
            new Backdoor(
                before.victim(),
                target.orElse(before.target()),
                parts.orElse(before.parts()),
                poison.orElse(before.poisonFraction())))
        : Optional.empty();
  }

  private static List<Trigger> trigger(Section backdoor, Cast cast) {
    Section keys = backdoor.section("trigger");
    return cast.images().isEmpty()
        ? abandoned(keys)
        : keys.choose("pattern", Catalogues.TRIGGERS)
            .map(pattern -> pattern.apply(keys, cast.images().get().shape()))
            .orElse(List.of());
  }

  private static List<Trigger> abandoned(Section trigger) {
    trigger.abandon();
    return List.of();
  }

  private static Optional<Deed> deed(Section keys, Cast cast, AttackChange change) {
    return adversary(keys, cast).map(place -> deed(place, change));
  }

  private static Deed deed(int adversary, AttackChange change) {
    return new Deed(
        new Change.Conduct(adversary), Optional.of(new AttackScript.Step(adversary, change)));
  }

  private static Optional<Integer> adversary(Section keys, Cast cast) {
    Optional<Setting> setting = keys.required("adversary", WHO);
    if (setting.isPresent() && cast.adversaries() == 0) {
      setting.get().problem("there is no adversary", WHO);
      return Optional.empty();
    }
    return setting
        .map(place -> place.integer(0, cast.adversaries() - 1))
        .filter(place -> setting.get().isSound());
  }
}
