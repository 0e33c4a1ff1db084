package dev.gauntlet.learning;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;
import java.util.random.RandomGenerator;

/**
 * A network with its own buffers that trains and infers from any parameters it is given. It keeps
 * nothing between calls that could change a result, works single-threaded, and belongs to the
 * thread that made it.
 */
public interface Learner extends AutoCloseable {

  /**
   * Trains from {@code start} and returns the parameters reached. Equal arguments give equal bits.
   * Training that diverges, so that the loss of a batch is no finite number, may end there: the
   * parameters returned are then not all finite, and so whoever receives them can tell.
   *
   * @param order draws the order of the examples
   */
  ParameterVector train(
      ParameterVector start, Examples examples, LocalTraining training, RandomGenerator order);

  /** The most probable class of each example; the lowest of equals. */
  int[] predict(ParameterVector model, Examples examples);

  /** The mean cross-entropy of the model on the examples, at least one. */
  double loss(ParameterVector model, Examples examples);

  /**
   * The mean cross-entropy of the model on the examples, at least one, and its gradient by their
   * pixels.
   */
  InputGradient inputGradient(ParameterVector model, Examples examples);

  /**
   * The activation record: for each channel of the last convolutional layer, the sum of its output
   * over height and width, averaged over the examples (the paper's section on pruning by clients'
   * votes).
   *
   * @param record before or after the activation function
   */
  double[] activations(ParameterVector model, Examples examples, ActivationRecord record);

  /** Gives back buffers outside the Java heap. */
  @Override
  void close();
}
