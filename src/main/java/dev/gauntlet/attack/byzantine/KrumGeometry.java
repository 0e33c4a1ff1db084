package dev.gauntlet.attack.byzantine;

import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;

/** All that Krum sees of honest updates and of one that is forged along a direction. */
final class KrumGeometry {

  private final double[][] distances;
  private final double[] squares;
  private final double[] products;
  private final double direction;

  /**
   * Measures what is the same for every forged update.
   *
   * @param direction the forged update is {@code -lambda * direction}
   */
  KrumGeometry(HonestUpdates honest, double[] direction) {
    distances = honest.squaredDistances();
    squares = new double[honest.count()];
    products = new double[honest.count()];
    for (int i = 0; i < honest.count(); i++) {
      ParameterVector update = honest.all().get(i);
      for (int j = 0; j < direction.length; j++) {
        squares[i] += (double) update.get(j) * update.get(j);
        products[i] += update.get(j) * direction[j];
      }
    }
    this.direction = Arrays.stream(direction).map(value -> value * value).sum();
  }

  /** A lambda beyond which the forged update is further off than all others (as theorem 1). */
  double bound() {
    double all = 0;
    for (double[] row : distances) {
      all = Math.max(all, Arrays.stream(row).sum());
    }
    double longest = Arrays.stream(squares).max().orElse(0);
    return direction == 0 ? 0 : (Math.sqrt(all) + Math.sqrt(longest)) / Math.sqrt(direction);
  }

  /**
   * Whether Krum over the honest updates and that many copies of the forged one chooses a copy: it
   * has the lowest sum of squared distances to its nearest neighbours, as many as there are honest
   * updates less two.
   */
  boolean krumChoosesForged(double lambda, int copies) {
    int neighbours = squares.length - 2;
    double[] toForged = new double[squares.length];
    for (int i = 0; i < toForged.length; i++) {
      toForged[i] = squares[i] + 2 * lambda * products[i] + lambda * lambda * direction;
    }
    double forged = score(toForged, -1, 0, copies - 1, neighbours);
    for (int i = 0; i < squares.length; i++) {
      if (score(distances[i], i, toForged[i], copies, neighbours) < forged) {
        return false;
      }
    }
    return true;
  }

  /**
   * The sum of the least distances, among them that many to copies.
   *
   * @param row distances to the honest updates
   * @param self the place in it that is no neighbour, if any
   */
  private static double score(double[] row, int self, double toCopy, int copies, int neighbours) {
    double[] all = Arrays.copyOf(row, row.length + copies);
    Arrays.fill(all, row.length, all.length, toCopy);
    if (self >= 0) {
      all[self] = Double.POSITIVE_INFINITY;
    }
    Arrays.sort(all);
    return Arrays.stream(all).limit(neighbours).sum();
  }
}
