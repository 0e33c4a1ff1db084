package dev.gauntlet.aggregation;

import dev.gauntlet.federation.ParameterVector;
import java.util.List;

/**
 * What an aggregation rule makes of a round.
 *
 * @param delta the combined update
 * @param verdicts on the updates in their order; empty for a rule that judges nobody
 * @param memory for the next round
 */
public record Aggregation(ParameterVector delta, List<Verdict> verdicts, AggregatorState memory) {

  public Aggregation {
    verdicts = List.copyOf(verdicts);
  }

  /** By a rule that judges nobody and remembers nothing. */
  static Aggregation of(ParameterVector delta) {
    return new Aggregation(delta, List.of(), AggregatorState.NONE);
  }

  /** By a rule that remembers nothing. */
  static Aggregation of(ParameterVector delta, List<Verdict> verdicts) {
    return new Aggregation(delta, verdicts, AggregatorState.NONE);
  }
}
