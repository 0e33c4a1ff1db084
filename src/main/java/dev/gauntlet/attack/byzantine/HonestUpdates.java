package dev.gauntlet.attack.byzantine;

import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.List;

/**
 * The updates that attackers would have sent had they been honest: their sample of what benign
 * clients send. Sums run in the order of the list.
 *
 * @param all of one length, at least one, in client order
 * @param own the place of the attacker's own
 */
public record HonestUpdates(List<ParameterVector> all, int own) {

  public HonestUpdates {
    all = List.copyOf(all);
    if (own < 0 || own >= all.size()) {
      throw new IllegalArgumentException("there is no update " + own + " of " + all.size());
    }
  }

  /** The attacker's own. */
  public ParameterVector mine() {
    return all.get(own);
  }

  /** How many there are. */
  public int count() {
    return all.size();
  }

  /** The number of coordinates. */
  public int length() {
    return all.get(0).length();
  }

  /** The mean of each coordinate. */
  public double[] mean() {
    double[] mean = new double[length()];
    double[] weights = new double[all.size()];
    Arrays.fill(weights, 1);
    // Summed, then divided: what cancels out has a mean of 0, whose sign some attacks use.
    ParameterVector.addTo(mean, 0, mean.length, all, weights);
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= all.size();
    }
    return mean;
  }

  /** The standard deviation (of the population) of each coordinate. */
  public double[] deviation(double[] mean) {
    double[] squares = new double[length()];
    for (ParameterVector update : all) {
      for (int i = 0; i < squares.length; i++) {
        double difference = update.get(i) - mean[i];
        squares[i] += difference * difference;
      }
    }
    for (int i = 0; i < squares.length; i++) {
      squares[i] = Math.sqrt(squares[i] / all.size());
    }
    return squares;
  }

  /** The squared Euclidean distance of every pair. */
  public double[][] squaredDistances() {
    double[][] distances = new double[count()][count()];
    for (int i = 0; i < count(); i++) {
      for (int j = i + 1; j < count(); j++) {
        double norm = all.get(i).minus(all.get(j)).norm();
        distances[i][j] = norm * norm;
        distances[j][i] = norm * norm;
      }
    }
    return distances;
  }

  /** {@code base + factor * direction}, rounded to floats. */
  static ParameterVector along(double[] base, double factor, double[] direction) {
    float[] sum = new float[base.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (base[i] + factor * direction[i]);
    }
    return ParameterVector.adopt(sum);
  }
}
