package dev.gauntlet.defense;

import java.util.List;

/**
 * When pruning ends: the test point at which accuracy has fallen by more than one of the limits is
 * undone. Limits are fractions of 1.
 *
 * @param maxStepDrop since the test point before (the paper: 0.01)
 * @param maxTotalDrop since the start
 */
public record PruningStop(double maxStepDrop, double maxTotalDrop) {

  /** Room for the rounding of differences between accuracies, far below one image of any set. */
  public static final double ROUNDING = 1e-9;

  public PruningStop {
    if (!(maxStepDrop >= 0) || !(maxTotalDrop >= 0)) {
      throw new IllegalArgumentException("drops are at least 0");
    }
  }

  /** Whether the last of these accuracies, the first of which is the start's, breaks a limit. */
  public boolean isBrokenBy(List<Double> accuracies) {
    int last = accuracies.size() - 1;
    double now = accuracies.get(last);
    return last > 0
        && (accuracies.get(last - 1) - now > maxStepDrop + ROUNDING
            || accuracies.get(0) - now > maxTotalDrop + ROUNDING);
  }

  /** How many of the steps measured by these accuracies, the start's first, may stay. */
  public int stepsKept(List<Double> accuracies) {
    for (int step = 1; step < accuracies.size(); step++) {
      if (isBrokenBy(accuracies.subList(0, step + 1))) {
        return step - 1;
      }
    }
    return accuracies.size() - 1;
  }
}
