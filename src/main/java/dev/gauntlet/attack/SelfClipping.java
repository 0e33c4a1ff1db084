package dev.gauntlet.attack;

/**
 * Self-clipping: the weights of the attacker's last convolution stay within {@code delta} standard
 * deviations of their mean after every step of training, both measured on its own model as it
 * trains.
 *
 * @param delta above 1
 */
public record SelfClipping(double delta) {
  public SelfClipping {
    if (!(delta > 1) || Double.isInfinite(delta)) {
      throw new IllegalArgumentException("delta is above 1, not " + delta);
    }
  }
}
