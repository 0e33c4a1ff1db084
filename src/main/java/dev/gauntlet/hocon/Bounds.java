package dev.gauntlet.hocon;

/** The numbers that a key may have. */
public record Bounds(double min, boolean minAllowed, double max, boolean maxAllowed) {

  /** A share of a whole. */
  public static final Bounds FRACTION = from(0).to(1);

  /** A share that is neither nothing nor the whole. */
  public static final Bounds INSIDE_FRACTION = above(0).below(1);

  /** At least {@code min}. */
  public static Bounds from(double min) {
    return new Bounds(min, true, Double.MAX_VALUE, true);
  }

  /** More than {@code min}. */
  public static Bounds above(double min) {
    return new Bounds(min, false, Double.MAX_VALUE, true);
  }

  /** And at most {@code most}. */
  public Bounds to(double most) {
    return new Bounds(min, minAllowed, most, true);
  }

  /** And less than {@code limit}. */
  public Bounds below(double limit) {
    return new Bounds(min, minAllowed, limit, false);
  }

  public boolean contain(double value) {
    return (minAllowed ? value >= min : value > min) && (maxAllowed ? value <= max : value < max);
  }

  /** A number that is allowed, to read on with after a problem. */
  public double inside() {
    return minAllowed ? min : Math.min(min + 1, (min + max) / 2);
  }

  @Override
  public String toString() {
    if (minAllowed && maxAllowed && max < Double.MAX_VALUE) {
      return "from " + Messages.number(min) + " to " + Messages.number(max);
    }
    String lower = (minAllowed ? "of at least " : "above ") + Messages.number(min);
    if (max == Double.MAX_VALUE) {
      return lower;
    }
    return lower + (maxAllowed ? " and at most " : " and below ") + Messages.number(max);
  }
}
