package dev.gauntlet.aggregation;

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

  /** All vectors by score, equal ones in their order. */
  static List<Integer> byScore(InnerProducts products, int attackers) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      all.add(i);
    }
    double[] scores = scores(products, all, attackers);
    all.sort(Comparator.comparingDouble(i -> scores[i]));
    return all;
  }

  /**
   * The best of some vectors, the first of equals.
   *
   * @param among their numbers, ascending
   */
  static int best(InnerProducts products, List<Integer> among, int attackers) {
    double[] scores = scores(products, among, attackers);
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] < scores[best] ? i : best;
    }
    return among.get(best);
  }

  /** A vector that is compared with few has one neighbour at least, if there is another. */
  private static double[] scores(InnerProducts products, List<Integer> among, int attackers) {
    int n = among.size();
    int neighbours = Math.min(n - 1, Math.max(1, n - attackers - 2));
    double[] scores = new double[n];
    for (int i = 0; i < n; i++) {
      double[] distances = new double[n];
      for (int j = 0; j < n; j++) {
        distances[j] = products.squaredDistance(among.get(i), among.get(j));
      }
      // Its own place sorts before all others.
      distances[i] = -1;
      Arrays.sort(distances);
      for (int j = 1; j <= neighbours; j++) {
        scores[i] += distances[j];
      }
    }
    return scores;
  }
}
