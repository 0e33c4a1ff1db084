package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.timeline.Change;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The action {@code set} of the timeline: new values for keys of an adversary, or of the server.
 */
final class SetAction {

  private static final String KEYS =
      "expected keys of training or aggregation, or adversary = 0 with amplification or backdoor";

  private SetAction() {}

  static Optional<TimelineAction> read(Section keys, TimelineSubjects subjects) {
    boolean ofAdversary = anyGiven(keys, "adversary", "amplification", "backdoor");
    boolean ofServer = anyGiven(keys, "training", "aggregation");
    if (ofAdversary && ofServer) {
      keys.problem(
          "adversary", "changes an adversary and the server at once", "expected an entry for each");
      keys.abandon();
      return Optional.empty();
    }
    if (ofAdversary && anyGiven(keys, "amplification", "backdoor")) {
      return AdversaryActions.turn(keys, subjects);
    }
    if (!ofServer) {
      keys.optional("adversary");
      keys.problem("do", "set changes nothing", KEYS);
      return Optional.empty();
    }
    return settings(keys);
  }

  private static boolean anyGiven(Section keys, String... names) {
    return Stream.of(names).anyMatch(keys::isGiven);
  }

  private static Optional<TimelineAction> settings(Section keys) {
    Section training = keys.section("training");
    Section aggregation = keys.section("aggregation");
    Change.Settings settings =
        new Change.Settings(
            training.optionalNumber("learning-rate", OptimiserReader.RATES),
            training.optionalNumber("momentum", OptimiserReader.MOMENTA),
            training.optionalNumber("weight-decay", OptimiserReader.DECAYS),
            training.optionalInteger("local-epochs", Limits.EPOCHS),
            training.optionalInteger("batch-size", Limits.BATCH),
            aggregation.isGiven("rule") ? AggregationReader.rule(aggregation) : Optional.empty(),
            aggregation.optional("when-violated").map(AggregationReader::fallback),
            aggregation.optionalNumber("server-learning-rate", Bounds.above(0).to(Limits.RATE)));
    return keys.isSound() ? Optional.of(TimelineAction.of(settings)) : Optional.empty();
  }
}
