package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.InnerProducts;
import dev.gauntlet.aggregation.arithmetic.WeightedSum;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Multi-Krum: the plain mean of the {@code m} updates of the lowest Krum scores (Blanchard et al.
 * 2017, arXiv:1703.02757, section 4; {@code m <= n - f - 2}: El Mhamdi, Guerraoui, Rouault, ICML
 * 2018). Stands {@code f} attackers among {@code n > 2f + 2} updates.
 *
 * @param attackers f, how many it is to stand
 * @param selected m, how many are averaged; as many as it allows if empty
 */
public record MultiKrum(int attackers, OptionalInt selected) implements Aggregator {

  public MultiKrum {
    ByzantineBound.check(attackers);
    if (selected.orElse(1) < 1) {
      throw new IllegalArgumentException("at least 1 is selected, not " + selected.getAsInt());
    }
  }

  /** The same rule with as many selected as it allows. */
  public MultiKrum selectingMost() {
    return new MultiKrum(attackers, OptionalInt.empty());
  }

  @Override
  public String name() {
    return "multi-krum";
  }

  @Override
  public Optional<String> violation(int updates) {
    int f = attackers;
    return ByzantineBound.krum(name(), updates, f)
        .or(
            () ->
                selected.orElse(1) <= updates - f - 2
                    ? Optional.empty()
                    : Optional.of(
                        "multi-krum needs m <= n - f - 2: m = "
                            + selected.getAsInt()
                            + ", n = "
                            + updates
                            + ", f = "
                            + f));
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    int n = round.updates().size();
    List<Integer> order = KrumOrder.byScore(InnerProducts.of(round.deltas()), attackers);
    BitSet chosen = new BitSet();
    order.subList(0, selected.orElse(n - attackers - 2)).forEach(chosen::set);
    double[] weights = new double[n];
    chosen.stream().forEach(i -> weights[i] = 1);
    return Aggregation.of(
        WeightedSum.mean(round.deltas(), weights), Verdict.choice(round.updates(), chosen::get));
  }
}
