package dev.gauntlet.attack.byzantine;

import dev.gauntlet.federation.ParameterVector;
import java.util.random.RandomGenerator;

/**
 * Inner product manipulation (Xie, Koyejo, Gupta, UAI 2019, arXiv:1903.03936): {@code -epsilon}
 * times the mean of the honest updates, to give the combined update a negative inner product with
 * the benign one. All attackers send the same.
 *
 * @param epsilon above 0; a small one hides among the honest, and a mean of m attackers and n - m
 *     others is turned round from (n - m) / m on
 */
public record InnerProductManipulation(double epsilon) implements ByzantineUpdate {

  public InnerProductManipulation {
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      throw new IllegalArgumentException("epsilon is above 0, not " + epsilon);
    }
  }

  @Override
  public int leastGroup() {
    return 1;
  }

  @Override
  public ParameterVector craft(HonestUpdates honest, RandomGenerator random) {
    return HonestUpdates.along(new double[honest.length()], -epsilon, honest.mean());
  }
}
