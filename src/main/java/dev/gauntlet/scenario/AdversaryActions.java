package dev.gauntlet.scenario;

import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryChange;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.attack.Backdoor;
import dev.gauntlet.attack.Poisoning;
import dev.gauntlet.attack.trigger.TriggerPattern;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.timeline.Change;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The actions of the timeline that change an adversary. */
final class AdversaryActions {

  private static final String WHO = "expected adversary = 0 for the first of the list adversaries";

  private AdversaryActions() {}

  static Optional<TimelineAction> start(Section keys, TimelineSubjects subjects) {
    return action(keys, subjects, new AdversaryChange.Start());
  }

  static Optional<TimelineAction> stop(Section keys, TimelineSubjects subjects) {
    return action(keys, subjects, new AdversaryChange.Stop());
  }

  /** What is not written stays as it is. */
  static Optional<TimelineAction> turn(Section keys, TimelineSubjects subjects) {
    Optional<Integer> adversary = adversary(keys, subjects);
    Optional<Adversary> attack =
        adversary.flatMap(place -> subjects.attacks().map(attacks -> attacks.get(place)));
    Optional<Backdoor> initial = attack.flatMap(Adversary::backdoor);
    if (attack.isPresent() && initial.isEmpty()) {
      keys.problem(
          "adversary",
          "it plants no backdoor",
          "expected an adversary whose attack has these keys");
      keys.abandon();
      return Optional.empty();
    }
    OptionalDouble amplification =
        keys.optionalNumber("amplification", Bounds.from(1).to(subjects.clients()));
    Section backdoor = keys.section("backdoor");
    OptionalInt target = target(backdoor, subjects, initial);
    OptionalDouble poison = backdoor.optionalNumber("poison-fraction", Bounds.INSIDE_FRACTION);
    Optional<TriggerPattern> triggerPattern =
        backdoor.isGiven("trigger") ? trigger(backdoor, subjects) : Optional.empty();
    if (initial.filter(before -> before.poisoning() instanceof Poisoning.Paired).isPresent()) {
      checkPairs(backdoor, triggerPattern);
    }
    if (initial.isEmpty() || !keys.isSound()) {
      return Optional.empty();
    }
    AdversaryChange change =
        new AdversaryChange.Retarget(target, triggerPattern, poison, amplification);
    return adversary.map(place -> action(place, change));
  }

  /** What an adversary that poisons by pairs cannot change to. */
  private static void checkPairs(Section backdoor, Optional<TriggerPattern> triggerPattern) {
    if (backdoor.isGiven("poison-fraction")) {
      backdoor.problem(
          "poison-fraction",
          "does nothing: the adversary poisons by pairs",
          "leave it out, or write poison = fraction in the adversary");
    }
    if (triggerPattern.filter(TriggerPattern::isNatural).isPresent()) {
      backdoor.problem(
          "trigger",
          "changes no pixel, and the adversary poisons by pairs of images",
          "expected a trigger that is stamped");
    }
  }

  private static OptionalInt target(
      Section keys, TimelineSubjects subjects, Optional<Backdoor> initial) {
    int labels = subjects.images().map(KnownImages::classes).orElse(Limits.LABELS);
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

  private static Optional<TriggerPattern> trigger(Section backdoor, TimelineSubjects subjects) {
    Section keys = backdoor.section("trigger");
    if (subjects.images().isEmpty()) {
      keys.abandon();
      return Optional.empty();
    }
    return keys.choose("pattern", Triggers.ALL)
        .flatMap(pattern -> pattern.read(keys, subjects.images().get().shape()));
  }

  private static Optional<TimelineAction> action(
      Section keys, TimelineSubjects subjects, AdversaryChange change) {
    return adversary(keys, subjects).map(place -> action(place, change));
  }

  private static TimelineAction action(int adversary, AdversaryChange change) {
    return new TimelineAction(
        new Change.OfAdversary(adversary),
        Optional.of(new AdversaryTimeline.Step(adversary, change)));
  }

  private static Optional<Integer> adversary(Section keys, TimelineSubjects subjects) {
    Optional<Setting> setting = keys.required("adversary", WHO);
    if (setting.isPresent() && subjects.adversaries() == 0) {
      setting.get().problem("there is no adversary", WHO);
      return Optional.empty();
    }
    return setting
        .map(place -> place.integer(0, subjects.adversaries() - 1))
        .filter(place -> setting.get().isSound());
  }
}
