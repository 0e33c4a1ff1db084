package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.Descent;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.PrunedChannels;

/** A step of the network's computation, from one feature map to the next or in place. */
interface Stage extends AutoCloseable {

  /** No training has begun: a step is none. */
  Descent NOT_BEGUN = new Descent(0, 0, false, 0);

  /** Computes the output's values from the input's. */
  void forward();

  /** Computes the input's gradient from the output's. */
  void propagate();

  /**
   * Computes the input's gradient from the output's, unless nobody needs it, then takes the
   * gradient descent step on the stage's own parameters.
   */
  default void backward() {
    propagate();
  }

  /**
   * Sets how later steps go, the first of them from velocity 0.
   *
   * @param l2 the coefficient of the weights' regularisation, their decay included
   */
  default void begin(Optimiser optimiser, double l2) {}

  /** Takes the stage's parameters out of the flattened vector. */
  default void load(float[] parameters) {}

  /** Puts the stage's parameters into the flattened vector. */
  default void store(float[] parameters) {}

  /** Sets the channels that later steps hold at 0, in a stage of the last convolutional layer. */
  default void hold(PrunedChannels pruned) {}

  @Override
  default void close() {}
}
