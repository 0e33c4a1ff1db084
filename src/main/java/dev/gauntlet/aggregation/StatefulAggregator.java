package dev.gauntlet.aggregation;

/**
 * The one place where the server keeps what its aggregation rule remembers. It is made with the run
 * and outlives phases. Another rule begins with nothing; the same under other settings goes on.
 */
public final class StatefulAggregator {

  private String rule;
  private AggregatorState memory;

  /** Of a run that begins. */
  public StatefulAggregator() {
    this("", AggregatorState.NONE);
  }

  /**
   * Of a run that goes on.
   *
   * @param rule whose it is, by name; empty if nothing has been combined yet
   */
  public StatefulAggregator(String rule, AggregatorState memory) {
    this.rule = rule;
    this.memory = memory;
  }

  /** The name of the rule that combined last; empty if none has. */
  public String rule() {
    return rule;
  }

  /** What that rule remembers. */
  public AggregatorState memory() {
    return memory;
  }

  /** Has the rule combine a round, and keeps what it remembers. */
  public Aggregation combine(Aggregator aggregator, RoundUpdates round) {
    AggregatorState before = aggregator.name().equals(rule) ? memory : AggregatorState.NONE;
    Aggregation aggregation = aggregator.combine(round, before);
    rule = aggregator.name();
    memory = aggregation.memory();
    return aggregation;
  }
}
