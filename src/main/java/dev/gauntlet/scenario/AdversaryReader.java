package dev.gauntlet.scenario;

import dev.gauntlet.attack.ActiveRounds;
import dev.gauntlet.attack.Adaptation;
import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AttackerTraining;
import dev.gauntlet.attack.Backdoor;
import dev.gauntlet.attack.BackdoorMethod;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.attack.Poisoning;
import dev.gauntlet.attack.byzantine.ByzantineUpdate;
import dev.gauntlet.attack.trigger.TriggerPattern;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.learning.OptimiserChange;
import java.util.List;
import java.util.Optional;

/** One item of {@code adversaries}, but for who it is. */
final class AdversaryReader {

  private final Section keys;
  private final int population;
  private final DataReader data;

  AdversaryReader(Section keys, int population, DataReader data) {
    this.keys = keys;
    this.population = population;
    this.data = data;
  }

  /** Empty after a problem, or if nothing is known of the images. */
  Optional<Adversary> read(List<ClientId> clients) {
    boolean colluding = keys.setting("collusion").isSecond("collusion", "none", "shared");
    int group = colluding ? clients.size() : 1;
    Optional<Attacks.Kind> kind = keys.choose("attack", Attacks.ALL);
    Optional<Goal> goal = kind.flatMap(chosen -> chosen.goal(this, clients.size(), group));
    ActiveRounds active = active(keys.section("active"));
    return keys.isSound()
        ? goal.map(found -> new Adversary(clients, found, colluding, active))
        : Optional.empty();
  }

  /** A backdoor, planted by that method. */
  Optional<Goal> targeted(Attacks.MethodReader methods) {
    Section backdoor = keys.section("backdoor");
    int victim = label(backdoor, "victim");
    int target = label(backdoor, "target");
    if (victim == target && backdoor.sound("victim", "target")) {
      backdoor.problem("target", target + " is the victim too", "expected another label");
    }
    Poisoning poisoning = poisoning(backdoor);
    Optional<TriggerPattern> triggerPattern = trigger(backdoor.section("trigger"));
    checkPairs(backdoor, poisoning, triggerPattern);
    BackdoorMethod method = methods.read(keys, population);
    Adaptation adaptation = AdaptationReader.read(keys);
    AttackerTraining training = training(keys.section("training"));
    return keys.isSound()
        ? triggerPattern.map(
            found ->
                new Goal.Targeted(
                    new Backdoor(victim, target, found, poisoning), method, adaptation, training))
        : Optional.empty();
  }

  private static Poisoning poisoning(Section backdoor) {
    if (!backdoor.setting("poison").isSecond("way to poison", "fraction", "paired")) {
      return new Poisoning.Fraction(backdoor.number("poison-fraction", Bounds.INSIDE_FRACTION));
    }
    boolean given = backdoor.isGiven("poison-fraction");
    if (backdoor.optional("poison-fraction").isPresent() && given) {
      backdoor.warning("poison-fraction", "does nothing: poison is paired", "leave it out");
    }
    return new Poisoning.Paired();
  }

  private static void checkPairs(
      Section backdoor, Poisoning poisoning, Optional<TriggerPattern> triggerPattern) {
    if (poisoning instanceof Poisoning.Paired
        && triggerPattern.filter(TriggerPattern::isNatural).isPresent()) {
      backdoor.problem(
          "poison",
          "paired needs images without their mark, and this trigger changes no pixel",
          "expected fraction, or a trigger that is stamped");
    }
  }

  private static AttackerTraining training(Section training) {
    OptimiserChange optimiser = OptimiserReader.changes(training);
    Optional<RateSchedule> schedule =
        ScheduleReader.optional(training).map(ScheduleReader::byItself);
    if (schedule.isPresent() && optimiser.learningRate().isEmpty()) {
      training.problem(
          "schedule",
          "there is no rate of its own that it changes",
          "expected a learning-rate too");
      schedule = Optional.empty();
    }
    return new AttackerTraining(
        training.optionalInteger("local-epochs", Limits.EPOCHS),
        training.optionalInteger("batch-size", Limits.BATCH),
        optimiser,
        schedule);
  }

  /** No backdoor: such updates. */
  Optional<Goal> untargeted(Attacks.ByzantineUpdateReader updates, int attackers, int group) {
    for (String key : List.of("backdoor", "adaptive", "knowledge", "training")) {
      boolean given = keys.isGiven(key);
      boolean nothing = keys.setting(key).is(List.of()) || keys.setting(key).is("own-data");
      if (given && !nothing) {
        keys.problem(key, "does nothing: this attack plants no backdoor", "leave it out");
      }
    }
    Optional<ByzantineUpdate> byzantineUpdate = updates.read(keys, population, attackers);
    if (byzantineUpdate.isPresent()
        && group < byzantineUpdate.get().leastGroup()
        && keys.isSound()) {
      keys.problem(
          "attack",
          "needs the honest updates of at least "
              + byzantineUpdate.get().leastGroup()
              + " attackers that collude, not of "
              + group,
          "expected more clients in this adversary, with collusion = shared");
    }
    return keys.isSound() ? byzantineUpdate.map(Goal.Untargeted::new) : Optional.empty();
  }

  private int label(Section backdoor, String key) {
    int labels = data.images().map(KnownImages::classes).orElse(Limits.LABELS);
    return backdoor.integer(key, 0, labels - 1);
  }

  private Optional<TriggerPattern> trigger(Section trigger) {
    if (data.images().isEmpty()) {
      trigger.abandon();
      return Optional.empty();
    }
    return trigger
        .choose("pattern", Triggers.ALL)
        .flatMap(pattern -> pattern.read(trigger, data.images().get().shape()));
  }

  private static ActiveRounds active(Section active) {
    int from = active.integer("from-round", 0, Limits.ROUNDS);
    int until =
        active
            .optional("until-round")
            .map(setting -> setting.integer(0, Limits.ROUNDS))
            .orElse(ActiveRounds.FOR_EVER);
    if (until < from) {
      if (active.sound("from-round", "until-round")) {
        active.problem(
            "until-round", until + " comes before from-round", "expected at least " + from);
      }
      return ActiveRounds.ALWAYS;
    }
    return new ActiveRounds(from, until);
  }
}
