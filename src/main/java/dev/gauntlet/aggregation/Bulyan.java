package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.Columns;
import dev.gauntlet.aggregation.arithmetic.InnerProducts;
import dev.gauntlet.federation.ParameterVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Bulyan over Krum: Krum chooses, one after the other, {@code n - 2f} updates; of those each
 * coordinate becomes the mean of the {@code n - 4f} values closest to their median (El Mhamdi,
 * Guerraoui, Rouault, ICML 2018, arXiv:1802.07927, section 4). Stands {@code f} attackers among
 * {@code n >= 4f + 3} updates.
 *
 * <p>Towards the end of the choice Krum looks at {@code f - 1} neighbours: at one, if that is none.
 * With one, two that are each other's nearest score the same: of them that is chosen whose next
 * neighbours are nearer.
 *
 * @param attackers f, how many it is to stand
 */
public record Bulyan(int attackers) implements Aggregator {

  public Bulyan {
    ByzantineBound.check(attackers);
  }

  @Override
  public String name() {
    return "bulyan";
  }

  @Override
  public Optional<String> violation(int updates) {
    return ByzantineBound.bulyan(name(), updates, attackers);
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    List<ParameterVector> deltas = round.deltas();
    InnerProducts products = InnerProducts.of(deltas);
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < deltas.size(); i++) {
      left.add(i);
    }
    TreeSet<Integer> chosen = new TreeSet<>();
    while (chosen.size() < deltas.size() - 2 * attackers) {
      Integer best = KrumOrder.best(products, left, attackers);
      left.remove(best);
      chosen.add(best);
    }
    int averaged = deltas.size() - 4 * attackers;
    return Aggregation.of(
        Columns.reduce(
            chosen.stream().map(deltas::get).toList(),
            column -> meanAroundMedian(column, averaged)),
        Verdict.choice(round.updates(), chosen::contains));
  }

  /**
   * The mean of the values closest to the median: of sorted values they are neighbours, and those
   * left over are the ends, the farther one first.
   */
  private static double meanAroundMedian(float[] sorted, int averaged) {
    double median = Columns.median(sorted);
    int low = 0;
    int high = sorted.length - 1;
    while (high - low + 1 > averaged) {
      if (median - sorted[low] > sorted[high] - median) {
        low++;
      } else {
        high--;
      }
    }
    double sum = 0;
    for (int i = low; i <= high; i++) {
      sum += sorted[i];
    }
    return sum / averaged;
  }
}
