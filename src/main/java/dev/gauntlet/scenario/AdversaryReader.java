package dev.gauntlet.scenario;

import dev.gauntlet.attack.ActiveRounds;
import dev.gauntlet.attack.Attack;
import dev.gauntlet.attack.Backdoor;
import dev.gauntlet.attack.Trigger;
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
    Section backdoor = keys.section("backdoor");
    int victim = label(backdoor, "victim");
    int target = label(backdoor, "target");
    if (victim == target && backdoor.sound("victim", "target")) {
      backdoor.problem("target", target + " is the victim too", "expected another label");
    }
    double poison = backdoor.number("poison-fraction", Bounds.from(0).below(1));
    List<Trigger> parts = trigger(backdoor.section("trigger"));
    double amplification = keys.number("amplification", Bounds.from(1).to(population));
    LaterVersions.checkAdaptive(keys);
    ActiveRounds active = active(keys.section("active"));
    if (!keys.isSound() || parts.isEmpty()) {
      return Optional.empty();
    }
    Backdoor goal = new Backdoor(victim, target, parts, poison);
    return Optional.of(new Attack(clients, goal, amplification, active));
  }

  private int label(Section backdoor, String key) {
    int labels = data.images().map(KnownImages::classes).orElse(Limits.LABELS);
    return backdoor.integer(key, 0, labels - 1);
  }

  private List<Trigger> trigger(Section trigger) {
    if (data.images().isEmpty()) {
      trigger.abandon();
      return List.of();
    }
    return trigger
        .choose("pattern", Catalogues.TRIGGERS)
        .map(pattern -> pattern.apply(trigger, data.images().get().shape()))
        .orElse(List.of());
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
