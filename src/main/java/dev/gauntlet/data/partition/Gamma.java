package dev.gauntlet.data.partition;

import java.util.random.RandomGenerator;

/**
 * Gamma random numbers by G. Marsaglia and W. W. Tsang, "A Simple Method for Generating Gamma
 * Variables", ACM TOMS 26(3), 2000. Only strict arithmetic, so that every machine draws the same.
 */
final class Gamma {

  private Gamma() {}

  /**
   * The logarithm of a draw with that shape and scale 1: for small shapes the draw itself is often
   * too small for a double.
   */
  static double logDraw(double shape, RandomGenerator random) {
    if (shape < 1) {
      // Gamma(a) is Gamma(a + 1) times U^(1/a); 1 - U is never 0.
      double boost = StrictMath.log(1 - random.nextDouble()) / shape;
      return logDraw(shape + 1, random) + boost;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = normal(random);
      double v = 1 + c * x;
      if (v <= 0) {
        continue;
      }
      double logCube = 3 * StrictMath.log(v);
      double u = 1 - random.nextDouble();
      if (StrictMath.log(u) < x * x / 2 + d - d * v * v * v + d * logCube) {
        return StrictMath.log(d) + logCube;
      }
    }
  }

  /** A standard normal number by Marsaglia's polar method. */
  private static double normal(RandomGenerator random) {
    while (true) {
      double a = 2 * random.nextDouble() - 1;
      double b = 2 * random.nextDouble() - 1;
      double s = a * a + b * b;
      if (s > 0 && s < 1) {
        return a * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }
}
