package dev.gauntlet.data.partition;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Ways to divide a whole number. */
final class Apportionment {

  private Apportionment() {}

  /**
   * Takes {@code total} from several stocks as evenly as these allow; all of them if they hold no
   * more than that. What does not divide falls to the first stocks.
   */
  static int[] evenly(int[] stocks, int total) {
    int[] taken = new int[stocks.length];
    int left = total;
    while (left > 0) {
      int open = 0;
      for (int i = 0; i < stocks.length; i++) {
        open += taken[i] < stocks[i] ? 1 : 0;
      }
      if (open == 0) {
        break;
      }
      int each = Math.max(1, left / open);
      for (int i = 0; i < stocks.length && left > 0; i++) {
        int more = Math.min(Math.min(each, left), stocks[i] - taken[i]);
        taken[i] += more;
        left -= more;
      }
    }
    return taken;
  }

  /**
   * Divides {@code total} in proportion to weights of which at least one is positive, by largest
   * remainders (Hamilton's method); the lower index first among equals.
   */
  static int[] proportionally(double[] weights, int total) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    int[] parts = new int[weights.length];
    double[] remainders = new double[weights.length];
    int left = total;
    for (int i = 0; i < parts.length; i++) {
      double exact = weights[i] / sum * total;
      parts[i] = (int) exact;
      remainders[i] = exact - parts[i];
      left -= parts[i];
    }
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -remainders[i]))
        .limit(left)
        .forEach(i -> parts[i]++);
    return parts;
  }
}
