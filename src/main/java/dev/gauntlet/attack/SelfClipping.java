package dev.gauntlet.attack;

import dev.gauntlet.learning.Spread;

/**
 * Self-clipping: the weights of the attacker's last convolution stay within {@code delta} standard
 * deviations of their mean after every step of training, both measured on its own model as it
 * trains.
 *
 * @param delta above 1
 * @param spread the weights that mean and deviation are taken over
 */
public record SelfClipping(double delta, Spread spread) {
  public SelfClipping {
    if (!(delta > 1) || Double.isInfinite(delta)) {
      throw new IllegalArgumentException("delta is above 1, not " + delta);
    }
  }
}
