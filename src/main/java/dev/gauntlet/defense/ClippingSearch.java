package dev.gauntlet.defense;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search for the smallest acceptable delta, from test to test. The start, without clipping, is
 * tested first.
 */
public final class ClippingSearch {

  private final List<Double> candidates;
  private final ClippingBound bound;
  private double reference = Double.NaN;
  private int tests;
  private boolean over;
  private @Nullable Double accepted;

  public ClippingSearch(ClippingDelta.Search plan) {
    this.candidates = plan.candidates();
    this.bound = plan.bound();
  }

  /** The delta of the next test; null for the start. */
  public @Nullable Double next() {
    return tests == 0 ? null : candidates.get(tests - 1);
  }

  /** Takes what the next test gives, in the measure of the bound. */
  public void take(double measured) {
    Double delta = next();
    boolean allowed = delta == null || bound.allows(reference, measured);
    if (allowed) {
      accepted = delta;
    }
    boolean comparesWithLast = bound.since() == ClippingBound.Since.LAST;
    if (delta == null || comparesWithLast) {
      reference = measured;
    }
    tests++;
    over = tests > candidates.size() || (comparesWithLast && !allowed);
  }

  /** Whether there is nothing more to test. */
  public boolean isOver() {
    return over;
  }

  /** The delta to clip at; null if none was acceptable. */
  public @Nullable Double accepted() {
    return accepted;
  }
}
