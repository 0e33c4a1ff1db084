package dev.gauntlet.learning;

/**
 * The steps of an {@link Optimiser} on a part of the parameters, in single precision: every engine
 * takes them here. Loops over plain arrays, which HotSpot vectorises.
 *
 * @param decay the coefficient of L2 regularisation of this part
 */
public record Descent(float rate, float momentum, boolean nesterov, float decay) {

  /** The steps of that optimiser on weights or biases whose L2 coefficient is {@code decay}. */
  public static Descent of(Optimiser optimiser, double decay) {
    return new Descent(
        (float) optimiser.learningRate(),
        (float) optimiser.momentum(),
        optimiser.nesterov(),
        (float) decay);
  }

  /** Whether a step goes on with some of the one before. */
  public boolean hasMomentum() {
    return momentum != 0;
  }

  /**
   * Takes a step without momentum, in place.
   *
   * @param gradient the gradient by the first {@code length} values
   */
  public void step(float[] values, float[] gradient, int length) {
    plain(values, gradient, length);
  }

  /**
   * Takes a step with momentum, in place.
   *
   * @param gradient the gradient by the first {@code length} values
   * @param velocity of these values, from {@code from} on
   */
  public void step(float[] values, float[] gradient, int length, float[] velocity, int from) {
    if (nesterov) {
      nesterov(values, gradient, length, velocity, from);
    } else {
      classical(values, gradient, length, velocity, from);
    }
  }

  private void plain(float[] values, float[] gradient, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = values[i] - rate * (gradient[i] + decay * values[i]);
    }
  }

  private void classical(float[] values, float[] gradient, int length, float[] velocity, int from) {
    for (int i = 0; i < length; i++) {
      float step = rate * (gradient[i] + decay * values[i]);
      float moved = momentum * velocity[from + i] - step;
      velocity[from + i] = moved;
      values[i] += moved;
    }
  }

  private void nesterov(float[] values, float[] gradient, int length, float[] velocity, int from) {
    for (int i = 0; i < length; i++) {
      float step = rate * (gradient[i] + decay * values[i]);
      float moved = momentum * velocity[from + i] - step;
      velocity[from + i] = moved;
      values[i] += momentum * moved - step;
    }
  }
}
