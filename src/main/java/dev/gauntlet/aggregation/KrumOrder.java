package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.InnerProducts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Krum's score of a vector among others: the sum of its squared distances to its {@code n - f - 2}
 * nearest neighbours (Blanchard et al. 2017, section 4). The lower, the more it is one of many.
 */
final class KrumOrder {

  private KrumOrder() {}

  /** All vectors, the best first. */
  static List<Integer> byScore(InnerProducts products, int attackers) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      all.add(i);
    }
    all.sort(order(products, all, attackers));
    return all;
  }

  /**
   * The best of some vectors.
   *
   * @param among their numbers, ascending
   */
  static int best(InnerProducts products, List<Integer> among, int attackers) {
    Comparator<Integer> order = order(products, among, attackers);
    int best = 0;
    for (int i = 1; i < among.size(); i++) {
      best = order.compare(i, best) < 0 ? i : best;
    }
    return among.get(best);
  }

  /**
   * Places in the list by score; equal scores by all distances, from the nearest on: with one
   * neighbour two that are each other's nearest score the same, and which of them comes first must
   * not depend on their numbers.
   */
  private static Comparator<Integer> order(
      InnerProducts products, List<Integer> among, int attackers) {
    int n = among.size();
    // A vector that is compared with few has one neighbour at least, if there is another.
    int neighbours = Math.min(n - 1, Math.max(1, n - attackers - 2));
    double[][] distances = new double[n][n];
    double[] scores = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        distances[i][j] = products.squaredDistance(among.get(i), among.get(j));
      }
      // Its own place sorts before all others.
      distances[i][i] = -1;
      Arrays.sort(distances[i]);
      for (int j = 1; j <= neighbours; j++) {
        scores[i] += distances[i][j];
      }
    }
    return Comparator.<Integer>comparingDouble(i -> scores[i])
        .thenComparing((i, j) -> Arrays.compare(distances[i], distances[j]));
  }
}
