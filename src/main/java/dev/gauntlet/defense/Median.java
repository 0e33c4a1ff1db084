package dev.gauntlet.defense;

import java.util.List;

/** The median: as long as more than half of the reports are true, it lies among the true ones. */
public final class Median {

  private Median() {}

  /** The middle value, or the mean of the two middle ones. */
  public static double of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
