package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.PrunedChannels;

/** A step of the network's computation, from one feature map to the next or in place. */
interface Stage extends AutoCloseable {

  /** Computes the output's values from the input's. */
  void forward();

  /** Computes the input's gradient from the output's. */
  void propagate();

  /**
   * Computes the input's gradient from the output's, unless nobody needs it, then takes the
   * gradient descent step on the stage's own parameters.
   *
   * @param rate the learning rate
   */
  default void backward(float rate) {
    propagate();
  }

  /** Takes the stage's parameters out of the flattened vector. */
  default void load(float[] parameters) {}

  /** Puts the stage's parameters into the flattened vector. */
  default void store(float[] parameters) {}

  /**
   * Sets what later steps hold to, in a stage of the last convolutional layer.
   *
   * @param l2 the coefficient of the weights' regularisation
   * @param pruned the channels to hold at 0
   */
  default void hold(float l2, PrunedChannels pruned) {}

  @Override
  default void close() {}
}
