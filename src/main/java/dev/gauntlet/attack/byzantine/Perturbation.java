package dev.gauntlet.attack.byzantine;

/** The directions in which min-max and min-sum leave the mean of the honest updates. */
public enum Perturbation {
  /** Against the mean. */
  UNIT_VECTOR,
  /** Against the deviation of each coordinate. */
  DEVIATION,
  /** Against the mean's sign in each coordinate. */
  SIGN;

  /** The direction of unit length; 0 if there is none. */
  double[] direction(HonestUpdates honest, double[] mean) {
    double[] direction = this == DEVIATION ? honest.deviation(mean) : mean.clone();
    double squares = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -(this == SIGN ? Math.signum(direction[i]) : direction[i]);
      squares += direction[i] * direction[i];
    }
    if (squares > 0) {
      for (int i = 0; i < direction.length; i++) {
        direction[i] /= Math.sqrt(squares);
      }
    }
    return direction;
  }

  /**
   * The inner product of the direction with each update's difference from the mean, {@code mean -
   * update}.
   */
  static double[] products(HonestUpdates honest, double[] mean, double[] direction) {
    double[] products = new double[honest.count()];
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        products[i] += (mean[j] - honest.all().get(i).get(j)) * direction[j];
      }
    }
    return products;
  }

  /** The squared norm of each update's difference from the mean. */
  static double[] squaredDistances(HonestUpdates honest, double[] mean) {
    double[] squares = new double[honest.count()];
    for (int i = 0; i < squares.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        double difference = mean[j] - honest.all().get(i).get(j);
        squares[i] += difference * difference;
      }
    }
    return squares;
  }

  /** The greater root of {@code x^2 + 2 half x + constant}, where constant is at most 0. */
  static double greaterRoot(double half, double constant) {
    return -half + Math.sqrt(Math.max(0, half * half - constant));
  }
}
