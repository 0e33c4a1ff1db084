package dev.gauntlet.attack.byzantine;

import dev.gauntlet.federation.ParameterVector;
import java.util.random.RandomGenerator;

/**
 * Sign flip: the attacker's honest update, backwards (Li et al., AAAI 2019, arXiv:1811.03761, sign
 * flipping attack).
 *
 * @param factor on the update, above 0
 */
public record SignFlip(double factor) implements ByzantineUpdate {

  public SignFlip {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("a factor is above 0, not " + factor);
    }
  }

  @Override
  public int leastGroup() {
    return 1;
  }

  @Override
  public boolean knowsOthers() {
    return false;
  }

  @Override
  public ParameterVector craft(HonestUpdates honest, RandomGenerator random) {
    return honest.mine().times(-factor);
  }
}
