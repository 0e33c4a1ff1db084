package dev.gauntlet.attack.byzantine;

import dev.gauntlet.federation.ParameterVector;
import java.util.random.RandomGenerator;

/**
 * An update that is not trained but made up to harm the model, from the honest updates of the
 * attackers themselves: those that each would have sent.
 */
public interface ByzantineUpdate {

  /** Whose honest updates it takes at least, its own included. */
  int leastGroup();

  /** Whether it takes those of all attackers that collude, not only its own. */
  default boolean knowsOthers() {
    return true;
  }

  /**
   * The update to hand in.
   *
   * @param honest the group's honest updates
   * @param random of this attacker and this round
   */
  ParameterVector craft(HonestUpdates honest, RandomGenerator random);
}
