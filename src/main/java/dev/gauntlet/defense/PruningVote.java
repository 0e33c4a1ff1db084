package dev.gauntlet.defense;

import java.util.List;

/** How clients say which channels are dormant. */
public sealed interface PruningVote {

  /** Its name in the scenario language. */
  String name();

  /** Every client ranks the channels; the server averages the ranks. */
  record Ranking() implements PruningVote {
    @Override
    public String name() {
      return "ranking";
    }
  }

  /**
   * Every client votes on each channel; tried once for each pruning rate.
   *
   * @param rates the shares of channels that a client votes to prune, each in (0, 1)
   */
  record Majority(List<Double> rates) implements PruningVote {
    public Majority {
      rates = List.copyOf(rates);
      if (rates.isEmpty() || rates.stream().anyMatch(rate -> !(rate > 0 && rate < 1))) {
        throw new IllegalArgumentException("pruning rates lie between 0 and 1: " + rates);
      }
    }

    @Override
    public String name() {
      return "majority";
    }
  }
}
