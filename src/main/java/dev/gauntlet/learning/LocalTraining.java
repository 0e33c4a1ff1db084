package dev.gauntlet.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * How a client trains: plain stochastic gradient descent on the mean cross-entropy of each batch.
 *
 * @param epochs passes over the client's examples, each in a fresh random order
 * @param batchSize examples a step; the last batch of an epoch may be smaller
 * @param learningRate the step size
 * @param lastConvL2 the coefficient of L2 regularisation on the weights (not the biases) of the
 *     last convolutional layer: its gradient is {@code lastConvL2 * w} (the paper's Figure 8)
 * @param pruned channels of the last convolutional layer whose filter and bias are held at 0
 * @param constraints applied after each step, in this order; what a server asks for has none
 * @param paired whether the examples are two halves, and every step takes a batch of the first half
 *     together with their counterparts in the second: example {@code i} and example {@code n/2 + i}
 */
public record LocalTraining(
    int epochs,
    int batchSize,
    double learningRate,
    double lastConvL2,
    PrunedChannels pruned,
    List<StepConstraint> constraints,
    boolean paired) {

  public LocalTraining {
    constraints = List.copyOf(constraints);
    if (epochs < 1 || batchSize < 1) {
      throw new IllegalArgumentException("epochs and batch size are at least 1");
    }
    if (!(learningRate > 0) || !(lastConvL2 >= 0)) {
      throw new IllegalArgumentException("the learning rate is above 0, last-conv-l2 at least 0");
    }
  }

  /** Training that is held to nothing further. */
  public LocalTraining(
      int epochs, int batchSize, double learningRate, double lastConvL2, PrunedChannels pruned) {
    this(epochs, batchSize, learningRate, lastConvL2, pruned, List.of(), false);
  }

  /** The same training with these channels held at 0. */
  public LocalTraining holding(PrunedChannels channels) {
    return new LocalTraining(
        epochs, batchSize, learningRate, lastConvL2, channels, constraints, paired);
  }

  /** The same training held to a further constraint. */
  public LocalTraining heldTo(StepConstraint constraint) {
    List<StepConstraint> more = new ArrayList<>(constraints);
    more.add(constraint);
    return new LocalTraining(epochs, batchSize, learningRate, lastConvL2, pruned, more, paired);
  }

  /** The same training on pairs of examples. */
  public LocalTraining onPairs() {
    return new LocalTraining(
        epochs, batchSize, learningRate, lastConvL2, pruned, constraints, true);
  }

  /** The same training with another number of passes and another size of batches. */
  public LocalTraining with(int otherEpochs, int otherBatchSize) {
    return new LocalTraining(
        otherEpochs, otherBatchSize, learningRate, lastConvL2, pruned, constraints, paired);
  }

  /** The most examples of a step. */
  public int examplesPerStep() {
    return paired ? 2 * batchSize : batchSize;
  }

  /** Applies all constraints; see {@link StepConstraint#apply}. */
  public void constrain(float[] parameters, float[] start) {
    for (StepConstraint constraint : constraints) {
      constraint.apply(parameters, start, learningRate);
    }
  }

  /** The same training at another learning rate. */
  public LocalTraining atRate(double rate) {
    return new LocalTraining(epochs, batchSize, rate, lastConvL2, pruned, constraints, paired);
  }
}
