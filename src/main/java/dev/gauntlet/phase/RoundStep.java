package dev.gauntlet.phase;

import dev.gauntlet.aggregation.Aggregation;
import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.AggregatorState;
import dev.gauntlet.aggregation.Fallback;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.aggregation.RoundUpdates;
import dev.gauntlet.aggregation.Verdict;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a round: its updates become the next model by the aggregation rule in force. A rule
 * that compares with an update of the server's own has that computed first; one whose assumption so
 * many updates do not fulfil is not asked, and the round falls back.
 */
final class RoundStep {

  private final PhaseContext context;
  private @Nullable Open open;

  /** What waits for the server's own update. */
  private record Open(
      GlobalModel model, List<ModelUpdate> updates, ServerAction.RoundResult result) {}

  RoundStep(PhaseContext context) {
    this.context = context;
  }

  /**
   * Closes the round, or asks for what is missing.
   *
   * @param updates in client order
   * @param training as a client does it in this round
   */
  ServerAction take(
      GlobalModel model,
      List<ModelUpdate> updates,
      LocalTraining training,
      ServerAction.RoundResult result) {
    Optional<String> violation = rule().violation(updates.size());
    if (violation.isPresent()) {
      return fallBack(new Open(model, updates, result), violation.get());
    }
    if (rule().needsServerUpdate()) {
      open = new Open(model, updates, result);
      return new ServerAction.Compute(
          new ServerTask.Train(
              model.parameters(),
              training,
              ServerTask.Portion.ALL,
              "server-update",
              result.round()));
    }
    return combine(new Open(model, updates, result), Optional.empty());
  }

  /** The server's own update is there. */
  ServerAction onComputed(List<ServerResult> results) {
    if (open == null) {
      throw new IllegalStateException("the round has nothing computed, but " + results + " came");
    }
    Open round = open;
    open = null;
    ParameterVector own = ((ServerResult.Trained) results.get(0)).delta();
    return own.isFinite()
        ? combine(round, Optional.of(own))
        : fallBack(round, "the values of the server's own update are not all finite numbers");
  }

  private ServerAction combine(Open round, Optional<ParameterVector> own) {
    Aggregation aggregation = context.memory().combine(rule(), input(round, own));
    if (!aggregation.verdicts().isEmpty()) {
      context.events().accept(judged(round.result().round(), aggregation.verdicts()));
    }
    return close(round, aggregation.delta());
  }

  private ServerAction fallBack(Open round, String reason) {
    Fallback fallback = context.federation().aggregation().whenViolated();
    context
        .events()
        .accept(
            new RunEvent.AggregationFellBack(
                round.result().round(), rule().name(), reason, fallback.word()));
    if (fallback == Fallback.SKIP) {
      GlobalModel model = round.model();
      return new ServerAction.CloseRound(
          model.next(model.parameters(), context.federation().block()), round.result().unused());
    }
    RoundUpdates input = input(round, Optional.empty());
    return close(round, new FederatedAveraging().combine(input, AggregatorState.NONE).delta());
  }

  private RoundUpdates input(Open round, Optional<ParameterVector> own) {
    return new RoundUpdates(
        round.result().round(),
        round.updates(),
        round.model().parameters(),
        own,
        context.streams());
  }

  private ServerAction close(Open round, ParameterVector delta) {
    PhaseContext.Federation federation = context.federation();
    ParameterVector moved =
        round.model().parameters().plus(delta, federation.aggregation().serverLearningRate());
    return new ServerAction.CloseRound(
        round.model().next(moved, federation.block()), round.result());
  }

  private RunEvent judged(int round, List<Verdict> verdicts) {
    return new RunEvent.UpdatesJudged(
        round,
        rule().name(),
        verdicts.stream()
            .filter(verdict -> !verdict.accepted())
            .map(verdict -> verdict.client().index())
            .toList(),
        verdicts.stream()
            .map(
                verdict ->
                    new RunEvent.UpdatesJudged.Verdict(
                        verdict.client().index(), verdict.accepted(), verdict.weight()))
            .toList());
  }

  private Aggregator rule() {
    return context.federation().aggregation().rule();
  }
}
