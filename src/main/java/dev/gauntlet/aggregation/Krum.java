package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.InnerProducts;
import java.util.Optional;

/**
 * Krum: the one update that is closest to its neighbours (Blanchard, El Mhamdi, Guerraoui, Stainer,
 * NeurIPS 2017, arXiv:1703.02757, section 4). Stands {@code f} attackers among {@code n > 2f + 2}
 * updates.
 *
 * @param attackers f, how many it is to stand
 */
public record Krum(int attackers) implements Aggregator {

  public Krum {
    ByzantineBound.check(attackers);
  }

  @Override
  public String name() {
    return "krum";
  }

  @Override
  public Optional<String> violation(int updates) {
    return ByzantineBound.krum(name(), updates, attackers);
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    int chosen = KrumOrder.byScore(InnerProducts.of(round.deltas()), attackers).get(0);
    return Aggregation.of(
        round.updates().get(chosen).delta(), Verdict.choice(round.updates(), i -> i == chosen));
  }
}
