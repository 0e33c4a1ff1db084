package dev.gauntlet.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * How a client trains: stochastic gradient descent on the mean cross-entropy of each batch.
 *
 * @param epochs passes over the client's examples, each in a fresh random order
 * @param batchSize examples a step; the last batch of an epoch may be smaller
 * @param optimiser what a step makes of the gradient; its velocity begins at 0
 * @param lastConvL2 the coefficient of L2 regularisation on the weights (not the biases) of the
 *     last convolutional layer: its gradient is {@code lastConvL2 * w} (the paper's Figure 8); the
 *     optimiser's weight decay comes on top
 * @param pruned channels of the last convolutional layer whose filter and bias are held at 0
 * @param constraints applied to the parameters after each step, in this order, and not to its
 *     velocity; what a server asks for has none
 * @param paired whether the examples are two halves, and every step takes a batch of the first half
 *     together with their counterparts in the second: example {@code i} and example {@code n/2 + i}
 */
public record LocalTraining(
    int epochs,
    int batchSize,
    Optimiser optimiser,
    double lastConvL2,
    PrunedChannels pruned,
    List<StepConstraint> constraints,
    boolean paired) {

  public LocalTraining {
    constraints = List.copyOf(constraints);
    if (epochs < 1 || batchSize < 1) {
      throw new IllegalArgumentException("epochs and batch size are at least 1");
    }
    if (!(lastConvL2 >= 0)) {
      throw new IllegalArgumentException("last-conv-l2 is at least 0, not " + lastConvL2);
    }
  }

  /** Training that is held to nothing further. */
  public LocalTraining(
      int epochs, int batchSize, Optimiser optimiser, double lastConvL2, PrunedChannels pruned) {
    this(epochs, batchSize, optimiser, lastConvL2, pruned, List.of(), false);
  }

  /** Training by plain gradient descent that is held to nothing further. */
  public LocalTraining(
      int epochs, int batchSize, double learningRate, double lastConvL2, PrunedChannels pruned) {
    this(epochs, batchSize, new Optimiser(learningRate), lastConvL2, pruned);
  }

  /** The step size. */
  public double learningRate() {
    return optimiser.learningRate();
  }

  /** The same training with these channels held at 0. */
  public LocalTraining holding(PrunedChannels channels) {
    return new LocalTraining(
        epochs, batchSize, optimiser, lastConvL2, channels, constraints, paired);
  }

  /** The same training held to a further constraint. */
  public LocalTraining heldTo(StepConstraint constraint) {
    List<StepConstraint> more = new ArrayList<>(constraints);
    more.add(constraint);
    return new LocalTraining(epochs, batchSize, optimiser, lastConvL2, pruned, more, paired);
  }

  /** The same training on pairs of examples. */
  public LocalTraining onPairs() {
    return new LocalTraining(epochs, batchSize, optimiser, lastConvL2, pruned, constraints, true);
  }

  /** The same training with another number of passes and another size of batches. */
  public LocalTraining with(int otherEpochs, int otherBatchSize) {
    return new LocalTraining(
        otherEpochs, otherBatchSize, optimiser, lastConvL2, pruned, constraints, paired);
  }

  /** The most examples of a step. */
  public int examplesPerStep() {
    return paired ? 2 * batchSize : batchSize;
  }

  /** Applies all constraints; see {@link StepConstraint#apply}. */
  public void constrain(float[] parameters, float[] start) {
    for (StepConstraint constraint : constraints) {
      constraint.apply(parameters, start, learningRate());
    }
  }

  /** The same training at another learning rate. */
  public LocalTraining atRate(double rate) {
    return with(optimiser.atRate(rate));
  }

  /** The same training with another optimiser. */
  public LocalTraining with(Optimiser other) {
    return new LocalTraining(epochs, batchSize, other, lastConvL2, pruned, constraints, paired);
  }
}
