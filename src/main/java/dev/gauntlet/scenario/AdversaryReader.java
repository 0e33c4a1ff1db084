package dev.gauntlet.scenario;

import dev.gauntlet.attack.ActiveRounds;
import dev.gauntlet.attack.Adaptation;
import dev.gauntlet.attack.Attack;
import dev.gauntlet.attack.Backdoor;
import dev.gauntlet.attack.BackdoorMethod;
import dev.gauntlet.attack.Forgery;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.attack.Marking;
import dev.gauntlet.federation.ClientId;
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
  Optional<Attack> read(List<ClientId> clients) {
    boolean colluding =
        keys.setting("collusion")
            .word("collusion", List.of("none", "shared"))
            .filter("shared"::equals)
            .isPresent();
    int group = colluding ? clients.size() : 1;
    Optional<AttackReader.Kind> kind = keys.choose("attack", AttackCatalogues.ATTACKS);
    Optional<Goal> goal =
        kind.flatMap(
            chosen ->
                chosen instanceof AttackReader.Planting planting
                    ? plant(planting)
                    : spoil((AttackReader.Spoiling) chosen, clients.size(), group));
    ActiveRounds active = active(keys.section("active"));
    return keys.isSound()
        ? goal.map(found -> new Attack(clients, found, colluding, active))
        : Optional.empty();
  }

  private Optional<Goal> plant(AttackReader.Planting planting) {
    Section backdoor = keys.section("backdoor");
    int victim = label(backdoor, "victim");
    int target = label(backdoor, "target");
    if (victim == target && backdoor.sound("victim", "target")) {
      backdoor.problem("target", target + " is the victim too", "expected another label");
    }
    double poison = backdoor.number("poison-fraction", Bounds.from(0).below(1));
    Optional<Marking> marking = trigger(backdoor.section("trigger"));
    BackdoorMethod method = planting.method().read(keys, population);
    Adaptation adaptation = AdaptationReader.read(keys);
    return keys.isSound()
        ? marking.map(
            found ->
                new Goal.Plant(new Backdoor(victim, target, found, poison), method, adaptation))
        : Optional.empty();
  }

  private Optional<Goal> spoil(AttackReader.Spoiling spoiling, int attackers, int group) {
    for (String key : List.of("backdoor", "adaptive", "knowledge")) {
      boolean given = keys.isGiven(key);
      boolean nothing = keys.setting(key).is(List.of()) || keys.setting(key).is("own-data");
      if (given && !nothing) {
        keys.problem(key, "does nothing: this attack plants no backdoor", "leave it out");
      }
    }
    Optional<Forgery> forgery = spoiling.forgery().read(keys, population, attackers);
    if (forgery.isPresent() && group < forgery.get().leastGroup() && keys.isSound()) {
      keys.problem(
          "attack",
          "needs the honest updates of at least "
              + forgery.get().leastGroup()
              + " attackers that collude, not of "
              + group,
          "expected more clients in this adversary, with collusion = shared");
    }
    return keys.isSound() ? forgery.map(Goal.Spoil::new) : Optional.empty();
  }

  private int label(Section backdoor, String key) {
    int labels = data.images().map(KnownImages::classes).orElse(Limits.LABELS);
    return backdoor.integer(key, 0, labels - 1);
  }

  private Optional<Marking> trigger(Section trigger) {
    if (data.images().isEmpty()) {
      trigger.abandon();
      return Optional.empty();
    }
    return trigger
        .choose("pattern", AttackCatalogues.TRIGGERS)
        .flatMap(pattern -> pattern.apply(trigger, data.images().get().shape()));
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
