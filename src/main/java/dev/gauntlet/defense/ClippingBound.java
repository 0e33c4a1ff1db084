package dev.gauntlet.defense;

/**
 * How much a search for delta may cost on the server's validation images. The paper's section on
 * extreme weights lowers delta for as long as accuracy stands it; a bound on the loss sees what
 * goes on while no image changes its class.
 *
 * @param measure what is bounded
 * @param limit the most accuracy lost, a fraction of 1, or the most that the loss rises, in nats
 * @param since what a point is compared with
 */
public record ClippingBound(Measure measure, double limit, Since since) {

  /** What a point costs. */
  public enum Measure {
    /** The share of images taken for what they are. */
    ACCURACY,
    /** The mean cross-entropy, in nats. */
    LOSS
  }

  /** What a point is compared with. */
  public enum Since {
    /** The model before the phase: the last point within the bound is kept. */
    START,
    /** The point tested before: the first beyond the bound is undone and ends the search. */
    LAST
  }

  public ClippingBound {
    if (!(limit >= 0)) {
      throw new IllegalArgumentException("the bound of a search is at least 0, not " + limit);
    }
  }

  /** Whether {@code now} is within the bound of {@code before}, both of this measure. */
  public boolean allows(double before, double now) {
    return measure == Measure.ACCURACY
        ? now >= before - limit - PruningStop.ROUNDING
        : now <= before + limit + PruningStop.ROUNDING;
  }
}
