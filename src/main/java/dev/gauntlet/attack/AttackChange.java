package dev.gauntlet.attack;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How an adversary changes its conduct on the way. */
public sealed interface AttackChange {

  /** The adversary as it is from then on. */
  Attack applyTo(Attack attack);

  /** Whether it attacks from then on; empty if that stays as it is. */
  default Optional<Boolean> attacks() {
    return Optional.empty();
  }

  /** It attacks from now on. */
  record Start() implements AttackChange {
    @Override
    public Attack applyTo(Attack attack) {
      return attack.during(ActiveRounds.ALWAYS);
    }

    @Override
    public Optional<Boolean> attacks() {
      return Optional.of(true);
    }
  }

  /** It behaves from now on. */
  record Stop() implements AttackChange {
    @Override
    public Attack applyTo(Attack attack) {
      return attack.during(ActiveRounds.NEVER);
    }

    @Override
    public Optional<Boolean> attacks() {
      return Optional.of(false);
    }
  }

  /**
   * It plants another backdoor, or the same in another way; what is empty stays as it is. Nothing
   * changes for an adversary that plants none.
   */
  record Turn(
      OptionalInt target,
      Optional<Marking> marking,
      OptionalDouble poisonFraction,
      OptionalDouble amplification)
      implements AttackChange {
    @Override
    public Attack applyTo(Attack attack) {
      if (!(attack.goal() instanceof Goal.Plant plant)) {
        return attack;
      }
      Backdoor before = plant.backdoor();
      Backdoor after =
          new Backdoor(
              before.victim(),
              target.orElse(before.target()),
              marking.orElse(before.marking()),
              poisonFraction.isPresent()
                  ? new Poisoning.Fraction(poisonFraction.getAsDouble())
                  : before.poisoning());
      BackdoorMethod method =
          amplification.isPresent()
              ? plant.method().amplifiedBy(amplification.getAsDouble())
              : plant.method();
      return attack.pursuing(new Goal.Plant(after, method, plant.adaptation(), plant.training()));
    }
  }
}
