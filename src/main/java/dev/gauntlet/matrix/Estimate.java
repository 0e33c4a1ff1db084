package dev.gauntlet.matrix;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The mean of independent runs and how far it may be off.
 *
 * @param mean of the values
 * @param halfWidth of the 95 % confidence interval by Student's t; empty for a single value
 */
public record Estimate(double mean, OptionalDouble halfWidth) {

  private static final double UPPER_QUANTILE = 0.975;

  /** The estimate from these values, at least one. */
  public static Estimate of(List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / n;
    if (n < 2) {
      return new Estimate(mean, OptionalDouble.empty());
    }
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double standardError = Math.sqrt(squares / (n - 1) / n);
    double quantile = new TDistribution(n - 1).inverseCumulativeProbability(UPPER_QUANTILE);
    return new Estimate(mean, OptionalDouble.of(quantile * standardError));
  }
}
