package dev.gauntlet.defense;

/**
 * Adam (Kingma, Ba 2015, arXiv:1412.6980, algorithm 1) on an array of variables, with the decay
 * rates that Neural Cleanse's authors use.
 */
final class Adam {

  private static final double FIRST_DECAY = 0.5;
  private static final double SECOND_DECAY = 0.9;
  private static final double EPSILON = 1e-8;

  private final double rate;
  private final double[] means;
  private final double[] squares;
  private int steps;

  /**
   * An optimiser at its start.
   *
   * @param rate the step size
   * @param variables how many
   */
  Adam(double rate, int variables) {
    this.rate = rate;
    this.means = new double[variables];
    this.squares = new double[variables];
  }

  /** Takes a step down the gradient. */
  void descend(double[] variables, double[] gradient) {
    steps++;
    double meanScale = 1 / (1 - Math.pow(FIRST_DECAY, steps));
    double squareScale = 1 / (1 - Math.pow(SECOND_DECAY, steps));
    for (int i = 0; i < variables.length; i++) {
      means[i] = FIRST_DECAY * means[i] + (1 - FIRST_DECAY) * gradient[i];
      squares[i] = SECOND_DECAY * squares[i] + (1 - SECOND_DECAY) * gradient[i] * gradient[i];
      variables[i] -= rate * meanScale * means[i] / (Math.sqrt(squareScale * squares[i]) + EPSILON);
    }
  }
}
