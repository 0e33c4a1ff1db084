package dev.gauntlet.learning;

import java.util.BitSet;

/**
 * What a local training is held to: applied to all parameters after each step, several in the order
 * in which they are listed. Pruned channels are at 0 before, and stay there.
 */
public sealed interface StepConstraint {

  /**
   * Changes the parameters so that they keep to it.
   *
   * @param parameters the flattened vector after the step, changed in place
   * @param start what training began from, pruned channels at 0
   * @param rate the learning rate
   */
  void apply(float[] parameters, float[] start, double rate);

  /**
   * The parameters stay in the Euclidean ball of that radius around the start: what is outside is
   * pulled back to its surface (projected gradient descent).
   *
   * @param radius above 0
   */
  record Ball(double radius) implements StepConstraint {
    public Ball {
      requirePositive(radius, "a radius");
    }

    @Override
    public void apply(float[] parameters, float[] start, double rate) {
      double distance = distance(parameters, start);
      if (distance > radius) {
        shrink(parameters, start, radius / distance);
      }
    }
  }

  /**
   * The loss has a further term, {@code strength} times the Euclidean distance from the start,
   * whose step is taken by itself and never beyond the start (its proximal operator).
   *
   * @param strength at least 0
   */
  record Pull(double strength) implements StepConstraint {
    public Pull {
      if (!(strength >= 0) || Double.isInfinite(strength)) {
        throw new IllegalArgumentException("a strength is at least 0, not " + strength);
      }
    }

    @Override
    public void apply(float[] parameters, float[] start, double rate) {
      double distance = distance(parameters, start);
      if (distance > 0) {
        shrink(parameters, start, Math.max(0, 1 - rate * strength / distance));
      }
    }
  }

  /** Only those parameters change; the others stay as they were at the start. */
  record Only(BitSet trained) implements StepConstraint {
    public Only {
      trained = (BitSet) trained.clone();
    }

    @Override
    public BitSet trained() {
      return (BitSet) trained.clone();
    }

    @Override
    public void apply(float[] parameters, float[] start, double rate) {
      for (int i = trained.nextClearBit(0); i < start.length; i = trained.nextClearBit(i + 1)) {
        parameters[i] = start[i];
      }
    }
  }

  /**
   * The layer's weights, without those of the channels left out, stay within {@code delta} standard
   * deviations of the mean. Limiting weights makes the deviation smaller, and so the limits: it is
   * repeated until none is outside.
   *
   * @param besides weights that count for mean and deviation besides those limited
   * @param delta above 1: a smaller one no layer could keep to
   */
  record WithinDeviations(
      ChannelBlock block, PrunedChannels leftOut, WeightMoments besides, double delta)
      implements StepConstraint {

    /** A hair within the limits, so that limits which move do not move past the weight at once. */
    private static final double MARGIN = 0.99;

    private static final int MOST_PASSES = 100;

    public WithinDeviations {
      if (!(delta > 1) || Double.isInfinite(delta)) {
        throw new IllegalArgumentException("delta is above 1, not " + delta);
      }
    }

    @Override
    public void apply(float[] parameters, float[] start, double rate) {
      for (int pass = 0; pass < MOST_PASSES && limit(parameters); pass++) {}
    }

    /** Whether there was a weight to limit. */
    private boolean limit(float[] parameters) {
      LayerSpread spread = LayerSpread.of(parameters, block, leftOut, besides);
      double most = MARGIN * delta * spread.deviation();
      boolean any = false;
      for (int channel = 0; channel < block.channels(); channel++) {
        int first = block.weightOffset() + channel * block.weightsPerChannel();
        int end = leftOut.contains(channel) ? first : first + block.weightsPerChannel();
        for (int i = first; i < end; i++) {
          if (spread.isOutside(parameters[i], delta)) {
            parameters[i] =
                (float) (spread.mean() + Math.copySign(most, parameters[i] - spread.mean()));
            any = true;
          }
        }
      }
      return any;
    }
  }

  private static double distance(float[] parameters, float[] start) {
    double squares = 0;
    for (int i = 0; i < start.length; i++) {
      double difference = (double) parameters[i] - start[i];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }

  private static void shrink(float[] parameters, float[] start, double factor) {
    for (int i = 0; i < start.length; i++) {
      parameters[i] = (float) (start[i] + factor * ((double) parameters[i] - start[i]));
    }
  }

  private static void requirePositive(double value, String name) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " is above 0, not " + value);
    }
  }
}
