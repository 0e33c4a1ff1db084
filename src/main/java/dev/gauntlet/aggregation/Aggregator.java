package dev.gauntlet.aggregation;

import java.util.Optional;

/**
 * An aggregation rule: combines the updates of a round into the step that the server takes. A rule
 * is a value and keeps nothing to itself: what it is to remember goes in and out as {@link
 * AggregatorState}.
 */
public interface Aggregator {

  /** Its name in the scenario language. */
  String name();

  /**
   * What the rule takes for granted and that many updates do not fulfil: its inequality, in letters
   * and in numbers. Empty if all is well.
   *
   * @param updates n, how many are to be combined
   */
  default Optional<String> violation(int updates) {
    return Optional.empty();
  }

  /**
   * Whether the rule compares with an update of the server's own, trained on its validation images
   * from the same model, as a client would.
   */
  default boolean needsServerUpdate() {
    return false;
  }

  /**
   * The combined update, what the rule thinks of each, and what it will remember. The result is a
   * function of the arguments alone, whatever the number of threads.
   *
   * @param round of as many updates as {@link #violation} has nothing against
   * @param memory of the round before; {@link AggregatorState#NONE} in the first
   */
  Aggregation combine(RoundUpdates round, AggregatorState memory);
}
