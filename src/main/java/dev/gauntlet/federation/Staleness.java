package dev.gauntlet.federation;

/**
 * How much less an update counts the older the model is that it was trained from (Xie, Koyejo,
 * Gupta 2019, arXiv:1903.03934, section 5.2; Nguyen et al. 2022, FedBuff). Staleness is the number
 * of models that the server has made since.
 */
public sealed interface Staleness {

  /** The factor on an update of that staleness, in (0, 1]. */
  double weight(int staleness);

  /** Every update counts in full. */
  record Constant() implements Staleness {
    @Override
    public double weight(int staleness) {
      return 1;
    }
  }

  /** {@code (1 + s)^-exponent}. */
  record Polynomial(double exponent) implements Staleness {
    public Polynomial {
      requireNotNegative(exponent, "exponent");
    }

    @Override
    public double weight(int staleness) {
      return StrictMath.pow(1.0 + staleness, -exponent);
    }
  }

  /**
   * In full up to {@code threshold}, then {@code 1 / (slope * (s - threshold) + 1)}.
   *
   * <p>Xie et al. write {@code 1 / (a (s - b) + 1)} for s above b.
   */
  record Hinge(double slope, double threshold) implements Staleness {
    public Hinge {
      requireNotNegative(slope, "slope");
      requireNotNegative(threshold, "threshold");
    }

    @Override
    public double weight(int staleness) {
      return staleness <= threshold ? 1 : 1 / (slope * (staleness - threshold) + 1);
    }
  }

  private static void requireNotNegative(double value, String name) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " is a number of at least 0, not " + value);
    }
  }
}
