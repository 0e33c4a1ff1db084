package dev.gauntlet.attack;

import dev.gauntlet.attack.trigger.TriggerPattern;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How an adversary changes what it does on the way. */
public sealed interface AdversaryChange {

  /** The adversary as it is from then on. */
  Adversary applyTo(Adversary attack);

  /** Whether it attacks from then on; empty if that stays as it is. */
  default Optional<Boolean> attacks() {
    return Optional.empty();
  }

  /** It attacks from now on. */
  record Start() implements AdversaryChange {
    @Override
    public Adversary applyTo(Adversary attack) {
      return attack.during(ActiveRounds.ALWAYS);
    }

    @Override
    public Optional<Boolean> attacks() {
      return Optional.of(true);
    }
  }

  /** It behaves from now on. */
  record Stop() implements AdversaryChange {
    @Override
    public Adversary applyTo(Adversary attack) {
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
  record Retarget(
      OptionalInt target,
      Optional<TriggerPattern> triggerPattern,
      OptionalDouble poisonFraction,
      OptionalDouble amplification)
      implements AdversaryChange {
    @Override
    public Adversary applyTo(Adversary attack) {
      if (!(attack.goal() instanceof Goal.Targeted plant)) {
        return attack;
      }
      Backdoor before = plant.backdoor();
      Backdoor after =
          new Backdoor(
              before.victim(),
              target.orElse(before.target()),
              triggerPattern.orElse(before.triggerPattern()),
              poisonFraction.isPresent()
                  ? new Poisoning.Fraction(poisonFraction.getAsDouble())
                  : before.poisoning());
      BackdoorMethod method =
          amplification.isPresent()
              ? plant.method().amplifiedBy(amplification.getAsDouble())
              : plant.method();
      return attack.pursuing(
          new Goal.Targeted(after, method, plant.adaptation(), plant.training()));
    }
  }
}
