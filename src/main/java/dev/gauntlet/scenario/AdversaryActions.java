package dev.gauntlet.scenario;

import dev.gauntlet.attack.Attack;
import dev.gauntlet.attack.AttackChange;
import dev.gauntlet.attack.AttackScript;
import dev.gauntlet.attack.Backdoor;
import dev.gauntlet.attack.Marking;
import dev.gauntlet.attack.Poisoning;
import dev.gauntlet.timeline.Change;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

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

  /** What is not written stays as it is. */
  static Optional<Deed> turn(Section keys, Cast cast) {
    Optional<Integer> adversary = adversary(keys, cast);
    Optional<Attack> attack =
        adversary.flatMap(place -> cast.attacks().map(attacks -> attacks.get(place)));
    Optional<Backdoor> initial = attack.flatMap(Attack::backdoor);
    if (attack.isPresent() && initial.isEmpty()) {
      keys.problem(
          "adversary",
          "it plants no backdoor",
          "expected an adversary whose attack has these keys");
      keys.abandon();
      return Optional.empty();
    }
    OptionalDouble amplification =
        keys.optionalNumber("amplification", Bounds.from(1).to(cast.clients()));
    Section backdoor = keys.section("backdoor");
    OptionalInt target = target(backdoor, cast, initial);
    OptionalDouble poison = backdoor.optionalNumber("poison-fraction", Bounds.INSIDE_FRACTION);
    Optional<Marking> marking =
        backdoor.isGiven("trigger") ? trigger(backdoor, cast) : Optional.empty();
    if (initial.filter(before -> before.poisoning() instanceof Poisoning.Paired).isPresent()) {
      checkPairs(backdoor, marking);
    }
    if (initial.isEmpty() || !keys.isSound()) {
      return Optional.empty();
    }
    AttackChange change = new AttackChange.Turn(target, marking, poison, amplification);
    return adversary.map(place -> deed(place, change));
  }

  /** What an adversary that poisons by pairs cannot change to. */
  private static void checkPairs(Section backdoor, Optional<Marking> marking) {
    if (backdoor.isGiven("poison-fraction")) {
      backdoor.problem(
          "poison-fraction",
          "does nothing: the adversary poisons by pairs",
          "leave it out, or write poison = fraction in the adversary");
    }
    if (marking.filter(Marking::isNatural).isPresent()) {
      backdoor.problem(
          "trigger",
          "changes no pixel, and the adversary poisons by pairs of images",
          "expected a trigger that is stamped");
    }
  }

  private static OptionalInt target(Section keys, Cast cast, Optional<Backdoor> initial) {
    int labels = cast.images().map(KnownImages::classes).orElse(Limits.LABELS);
    Optional<Integer> target = keys.optional("target").map(s -> s.integer(0, labels - 1));
    Optional<Integer> victim = keys.optional("victim").map(s -> s.integer(0, labels - 1));
    if (initial.isPresent() && keys.isSound()) {
      int before = initial.get().victim();
      if (victim.isPresent() && victim.get() != before) {
        keys.problem(
            "victim",
            "the victim cannot change: attackers hold images of the label " + before,
            "leave it out, or write another adversary that starts then");
      } else if (target.isPresent() && target.get() == before) {
        keys.problem("target", target.get() + " is the victim too", "expected another label");
      }
    }
    return target.isPresent() ? OptionalInt.of(target.get()) : OptionalInt.empty();
  }

  private static Optional<Marking> trigger(Section backdoor, Cast cast) {
    Section keys = backdoor.section("trigger");
    if (cast.images().isEmpty()) {
      keys.abandon();
      return Optional.empty();
    }
    return keys.choose("pattern", AttackCatalogues.TRIGGERS)
        .flatMap(pattern -> pattern.apply(keys, cast.images().get().shape()));
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
