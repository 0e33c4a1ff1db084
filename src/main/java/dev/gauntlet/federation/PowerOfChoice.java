package dev.gauntlet.federation;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Prefers clients on whose data the model is worst (Cho, Wang, Joshi 2020, arXiv:2010.01243,
 * algorithm 1, "pow-d"): d candidates are drawn by data size, each tells the loss of the global
 * model on its data, and those with the highest losses take part. This is the draw of the
 * candidates; the losses are asked for in an exchange of their own.
 *
 * @param candidates d, how many are drawn; as many as are needed if that is more
 */
public record PowerOfChoice(int candidates) implements SelectionStrategy {

  public PowerOfChoice {
    if (candidates < 1) {
      throw new IllegalArgumentException("at least one candidate is drawn, not " + candidates);
    }
  }

  @Override
  public String name() {
    return "power-of-choice";
  }

  /** The candidates, of whom {@code count} are to take part. */
  @Override
  public List<ClientId> select(int count, Candidates from, RandomGenerator random) {
    return new ByDataSize().select(Math.max(count, candidates), from, random);
  }
}
