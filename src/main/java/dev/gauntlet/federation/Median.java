package dev.gauntlet.federation;

import java.util.Arrays;

/** The median: as long as more than half of the reports are true, it lies among the true ones. */
public final class Median {

  private Median() {}

  /** The middle value, or the mean of the two middle ones; of at least one. */
  public static double of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
