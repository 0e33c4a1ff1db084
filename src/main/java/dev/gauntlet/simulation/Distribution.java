package dev.gauntlet.simulation;

import java.util.random.RandomGenerator;

/** A quantity that is fixed or drawn; never negative. */
public sealed interface Distribution {

  /** The next value. */
  double draw(RandomGenerator random);

  /** The expected value. */
  double mean();

  /** No value is below. */
  double least();

  /** Always the same value. */
  record Fixed(double value) implements Distribution {
    public Fixed {
      requireNotNegative(value, "value");
    }

    @Override
    public double draw(RandomGenerator random) {
      return value;
    }

    @Override
    public double mean() {
      return value;
    }

    @Override
    public double least() {
      return value;
    }
  }

  /** Every value from {@code min} to {@code max} is as likely. */
  record Uniform(double min, double max) implements Distribution {
    public Uniform {
      requireNotNegative(min, "min");
      requireNotNegative(max, "max");
      if (max < min) {
        throw new IllegalArgumentException("max " + max + " is below min " + min);
      }
    }

    @Override
    public double draw(RandomGenerator random) {
      return min + (max - min) * random.nextDouble();
    }

    @Override
    public double mean() {
      return min + (max - min) / 2;
    }

    @Override
    public double least() {
      return min;
    }
  }

  /** Exponential with that mean. */
  record Exponential(double mean) implements Distribution {
    public Exponential {
      requireNotNegative(mean, "mean");
    }

    @Override
    public double draw(RandomGenerator random) {
      return -mean * StrictMath.log1p(-random.nextDouble());
    }

    @Override
    public double least() {
      return 0;
    }
  }

  /**
   * Log-normal with that mean.
   *
   * @param sigma the standard deviation of the logarithm
   */
  record Lognormal(double mean, double sigma) implements Distribution {
    public Lognormal {
      requireNotNegative(mean, "mean");
      requireNotNegative(sigma, "sigma");
    }

    @Override
    public double draw(RandomGenerator random) {
      return mean * StrictMath.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
    }

    @Override
    public double least() {
      return sigma == 0 ? mean : 0;
    }
  }

  private static void requireNotNegative(double value, String name) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " is a number of at least 0, not " + value);
    }
  }
}
