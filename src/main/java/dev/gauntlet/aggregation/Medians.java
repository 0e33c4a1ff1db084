package dev.gauntlet.aggregation;

import java.util.Arrays;

/** The median of a few numbers. */
final class Medians {

  private Medians() {}

  /** The mean of the middle two for an even number. */
  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
