package dev.gauntlet.scenario;

import dev.gauntlet.aggregation.AggregationPlan;
import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.Fallback;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.aggregation.MultiKrum;
import dev.gauntlet.aggregation.TrimmedMean;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The block {@code aggregation}. */
record AggregationReader(Section aggregation, AggregationPlan plan) {

  static AggregationReader read(Section aggregation) {
    return new AggregationReader(
        aggregation,
        new AggregationPlan(
            rule(aggregation).orElseGet(FederatedAveraging::new),
            fallback(aggregation.setting("when-violated")),
            aggregation.number("server-learning-rate", Bounds.above(0).to(Limits.RATE))));
  }

  /** The rule that the block chooses; empty after a problem. */
  static Optional<Aggregator> rule(Section aggregation) {
    return aggregation.choose("rule", AggregationRules.ALL).map(rule -> rule.apply(aggregation));
  }

  static Fallback fallback(Setting setting) {
    Fallback[] known = Fallback.values();
    return setting
        .word("fallback", Stream.of(known).map(Fallback::word).toList())
        .flatMap(word -> Arrays.stream(known).filter(f -> f.word().equals(word)).findFirst())
        .orElse(Fallback.SKIP);
  }

  /** Reports a rule that needs the server's images where it has none. */
  void checkAgainst(DataReader data) {
    if (plan.rule().needsServerUpdate() && !data.data().sound("validation-samples")) {
      aggregation.problem(
          "rule",
          plan.rule().name() + " needs server data",
          "expected data.validation-samples >= 1, on which the server trains an update of its own");
    }
  }

  /**
   * Reports a rule whose assumption no round can fulfil.
   *
   * @param cohort what decides how many updates a round has
   */
  static void check(Section aggregation, Aggregator rule, Cohort cohort) {
    if (rule instanceof TrimmedMean mean
        && aggregation.isSound()
        && mean.cut(cohort.updates()) == 0) {
      aggregation.warning(
          "share",
          "trims nothing of " + cohort.updates() + " updates, as " + cohort.key() + " says",
          cohort.updates() < 3
              ? "expected at least 3 updates"
              : "expected at least 1 / " + cohort.updates());
    }
    rule.violation(cohort.updates())
        .filter(wrong -> aggregation.isSound())
        .ifPresent(
            wrong ->
                aggregation.problem(
                    asking(aggregation, rule, cohort),
                    wrong,
                    "n is the number of updates in a round, as " + cohort.key() + " says"));
  }

  /** The key with which the rule asks for more updates than there are. */
  private static String asking(Section aggregation, Aggregator rule, Cohort cohort) {
    boolean selectsTooMany =
        rule instanceof MultiKrum krum
            && krum.selectingMost().violation(cohort.updates()).isEmpty();
    return Stream.of(selectsTooMany ? "selected" : "attackers", "threshold")
        .filter(aggregation::isGiven)
        .findFirst()
        .orElse("rule");
  }

  /**
   * How many updates a round has if nobody fails.
   *
   * @param key that says so
   */
  record Cohort(int updates, String key) {

    static Cohort of(TimeReader time, SelectionReader selection) {
      return time.buffering()
          .map(buffering -> new Cohort(buffering.bufferSize(), "time.buffer-size"))
          .orElseGet(
              () ->
                  new Cohort(
                      selection.needed(),
                      selection.clientsPerRound().isPresent()
                          ? "selection.clients-per-round"
                          : "clients"));
    }
  }
}
