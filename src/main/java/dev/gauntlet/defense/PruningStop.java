package dev.gauntlet.defense;

/**
 * When pruning ends: a test point at which accuracy has fallen by more than one of the limits is
 * undone, unless one of the next few is within them again, and pruning goes on past the channels
 * that broke them for as long as it may skip any. Limits are fractions of 1.
 *
 * @param maxStepDrop since the last point that was kept (the paper: 0.01)
 * @param maxTotalDrop since the start
 * @param lookAhead how many further points are tested after one that breaks a limit; not the
 *     paper's, where there is none
 * @param skip how many times the channels of a step that is undone are left unpruned and the next
 *     ones tried; not the paper's, where the first such step ends pruning
 */
public record PruningStop(double maxStepDrop, double maxTotalDrop, int lookAhead, int skip) {

  /** Room for the rounding of differences between accuracies, far below one image of any set. */
  public static final double ROUNDING = 1e-9;

  public PruningStop {
    if (!(maxStepDrop >= 0) || !(maxTotalDrop >= 0)) {
      throw new IllegalArgumentException("drops are at least 0");
    }
    if (lookAhead < 0 || skip < 0) {
      throw new IllegalArgumentException("look-ahead and skip are at least 0");
    }
  }

  /** A stop at the first point that breaks a limit. */
  public PruningStop(double maxStepDrop, double maxTotalDrop) {
    this(maxStepDrop, maxTotalDrop, 0, 0);
  }

  /**
   * Whether a point breaks a limit.
   *
   * @param start the accuracy of the start
   * @param kept the accuracy of the last point that was kept
   * @param now the accuracy of the point
   */
  public boolean isBroken(double start, double kept, double now) {
    return kept - now > maxStepDrop + ROUNDING || start - now > maxTotalDrop + ROUNDING;
  }
}
