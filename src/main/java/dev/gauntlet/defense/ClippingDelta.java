package dev.gauntlet.defense;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** How far from the mean, in standard deviations, a weight may lie. */
public sealed interface ClippingDelta {

  /** One value, at least 0. */
  record Fixed(double delta) implements ClippingDelta {
    public Fixed {
      if (!(delta >= 0) || Double.isInfinite(delta)) {
        throw new IllegalArgumentException("delta is at least 0, not " + delta);
      }
    }
  }

  /**
   * Tries values from {@code from} down to {@code to} and keeps the last at which validation
   * accuracy is within {@code maxDrop} of what it was before the phase.
   */
  record Search(double from, double to, double step, double maxDrop) implements ClippingDelta {

    /** More values than anyone would wait for: a step far too small. */
    private static final int MOST_VALUES = 10_000;

    public Search {
      if (!(to >= 0 && from >= to && step > 0 && Double.isFinite(step) && maxDrop >= 0)
          || !((from - to) / step < MOST_VALUES)) {
        throw new IllegalArgumentException(
            "a search goes from a larger to a smaller delta in at most " + MOST_VALUES + " steps");
      }
    }

    /** The values in the order they are tried. */
    public List<Double> candidates() {
      List<Double> candidates = new ArrayList<>();
      // In decimal, as the user wrote them: 0.3 less 0.1 is 0.2, and no rounding passes the end.
      BigDecimal last = BigDecimal.valueOf(to);
      for (BigDecimal delta = BigDecimal.valueOf(from);
          delta.compareTo(last) >= 0;
          delta = delta.subtract(BigDecimal.valueOf(step))) {
        candidates.add(delta.doubleValue());
      }
      return candidates;
    }
  }
}
