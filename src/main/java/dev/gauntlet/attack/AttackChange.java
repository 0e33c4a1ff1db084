package dev.gauntlet.attack;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How an adversary changes its conduct on the way. */
public sealed interface AttackChange {

  /** The adversary as it is from then on. */
  Attack applyTo(Attack attack);

  /** It attacks from now on. */
  record Start() implements AttackChange {
    @Override
    public Attack applyTo(Attack attack) {
      return new Attack(
          attack.clients(), attack.backdoor(), attack.amplification(), ActiveRounds.ALWAYS);
    }
  }

  /** It behaves from now on. */
  record Stop() implements AttackChange {
    @Override
    public Attack applyTo(Attack attack) {
      return new Attack(
          attack.clients(), attack.backdoor(), attack.amplification(), ActiveRounds.NEVER);
    }
  }

  /** It pursues another goal, or the same in another way; what is empty stays as it is. */
  record Turn(
      OptionalInt target,
      Optional<List<Trigger>> parts,
      OptionalDouble poisonFraction,
      OptionalDouble amplification)
      implements AttackChange {
    @Override
    public Attack applyTo(Attack attack) {
      Backdoor before = attack.backdoor();
      return new Attack(
          attack.clients(),
          new Backdoor(
              before.victim(),
              target.orElse(before.target()),
              parts.orElse(before.parts()),
              poisonFraction.orElse(before.poisonFraction())),
          amplification.orElse(attack.amplification()),
          attack.active());
    }
  }
}
