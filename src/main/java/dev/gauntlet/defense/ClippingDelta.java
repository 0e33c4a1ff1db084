package dev.gauntlet.defense;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** How far from the mean, in standard deviations, a weight may lie. */
public sealed interface ClippingDelta {

  /** One value, above 0: at 0 no weight would be left. */
  record Fixed(double delta) implements ClippingDelta {
    public Fixed {
      if (!(delta > 0) || Double.isInfinite(delta)) {
        throw new IllegalArgumentException("delta is above 0, not " + delta);
      }
    }
  }

  /**
   * Tries values from {@code from} down to {@code to}, above 0, and keeps the last that {@code
   * bound} allows.
   */
  record Search(double from, double to, double step, ClippingBound bound) implements ClippingDelta {

    /** More values than anyone would wait for: a step far too small. */
    private static final int MOST_VALUES = 10_000;

    public Search {
      if (!(to > 0 && from >= to && step > 0 && Double.isFinite(step))
          || !((from - to) / step < MOST_VALUES)) {
        throw new IllegalArgumentException(
            "a search goes from a larger to a smaller delta in at most " + MOST_VALUES + " steps");
      }
    }

    /** A search that bounds the accuracy lost since before the phase. */
    public Search(double from, double to, double step, double maxDrop) {
      this(
          from,
          to,
          step,
          new ClippingBound(ClippingBound.Measure.ACCURACY, maxDrop, ClippingBound.Since.START));
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
