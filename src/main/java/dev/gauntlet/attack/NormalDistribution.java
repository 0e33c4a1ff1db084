package dev.gauntlet.attack;

/** The standard normal distribution. */
final class NormalDistribution {

  private static final double FAR = 40;

  private NormalDistribution() {}

  /**
   * Where the distribution function reaches {@code probability}: infinite at 0 and 1. By bisection,
   * to about 1e-7.
   */
  static double quantile(double probability) {
    if (probability <= 0 || probability >= 1) {
      return probability <= 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double low = -FAR;
    double high = FAR;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (probabilityBelow(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The distribution function: the series of its integral around 0 (Marsaglia 2004). */
  static double probabilityBelow(double x) {
    if (Math.abs(x) > 8) {
      return x < 0 ? 0 : 1;
    }
    double sum = x;
    double term = x;
    for (int i = 3; sum + term != sum; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
