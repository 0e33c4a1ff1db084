package dev.gauntlet.learning;

/**
 * Stochastic gradient descent, perhaps with momentum. With gradient {@code g} of the loss at the
 * weight {@code w}, and velocity {@code v}, which is 0 when a local training begins and ends with
 * it:
 *
 * <pre>
 *   g = g + weightDecay * w          of weights; biases do not decay
 *   v = momentum * v - learningRate * g
 *   w = w + v                        or, with Nesterov's momentum,
 *   w = w + momentum * v - learningRate * g
 * </pre>
 *
 * <p>Nesterov's momentum is in the form of Sutskever, Martens, Dahl, Hinton 2013 (ICML, section 3)
 * that takes the gradient where the weights are (Bengio, Boulanger-Lewandowski, Pascanu 2013,
 * arXiv:1212.0901, section 3.5), as {@code Nesterovs} of Deeplearning4j and PyTorch's {@code SGD}
 * do.
 *
 * @param learningRate the step size, above 0
 * @param momentum the share of the velocity that goes on to the next step, in [0, 1)
 * @param nesterov whether the gradient counts as if the momentum had moved the weights already;
 *     without momentum that is the same
 * @param weightDecay the coefficient of L2 regularisation of all weights, at least 0
 */
public record Optimiser(
    double learningRate, double momentum, boolean nesterov, double weightDecay) {

  public Optimiser {
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException("the learning rate is above 0, not " + learningRate);
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum is at least 0 and below 1, not " + momentum);
    }
    if (!(weightDecay >= 0)) {
      throw new IllegalArgumentException("weight decay is at least 0, not " + weightDecay);
    }
  }

  /** Plain gradient descent. */
  public Optimiser(double learningRate) {
    this(learningRate, 0, false, 0);
  }

  /** The same at another learning rate. */
  public Optimiser atRate(double rate) {
    return new Optimiser(rate, momentum, nesterov, weightDecay);
  }
}
