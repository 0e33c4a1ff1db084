package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.Optional;

/** Rounds of local training and aggregation: federated training, and fine-tuning. */
final class RoundsPhase implements Phase {

  private final PhaseContext context;
  private final int maxRounds;
  private final KeptModel kept;
  private final Rounds rounds;
  private GlobalModel model;
  private int roundsDone;
  private int participants;

  RoundsPhase(PhaseContext context, int maxRounds, KeptModel kept, Rounds rounds) {
    this.context = context;
    this.maxRounds = maxRounds;
    this.kept = kept;
    this.rounds = rounds;
    this.model = context.model();
  }

  /** Trains for as many rounds as planned. */
  static RoundsPhase training(PhasePlan.Training plan, PhaseContext context) {
    return new RoundsPhase(
        context,
        plan.rounds(),
        new KeptModel.Last(context.model()),
        rounds(
            context,
            (round, turn) ->
                new ClientTask.TrainLocally(round, turn, holdingPruned(context, round))));
  }

  /** Trains until validation accuracy has stopped improving, and keeps the best model. */
  static RoundsPhase fineTuning(PhasePlan.FineTuning plan, PhaseContext context) {
    return new RoundsPhase(
        context,
        plan.maxRounds(),
        new KeptModel.Best(context.model(), plan.patience()),
        rounds(
            context,
            (round, turn) ->
                new ClientTask.FineTune(
                    round, turn, atItsOwnRate(plan, holdingPruned(context, round)))));
  }

  @Override
  public ServerAction start() {
    return new ServerAction.Validate(model);
  }

  @Override
  public ServerAction onReply(ClientId client, ClientReply reply) {
    return noting(rounds.onReply(client, reply));
  }

  @Override
  public ServerAction onLost(ClientId client, String reason) {
    return noting(rounds.onLost(client, reason));
  }

  @Override
  public ServerAction onAlarm() {
    return noting(rounds.onAlarm());
  }

  @Override
  public ServerAction onValidated(double accuracy) {
    kept.offer(model, accuracy);
    if (roundsDone == maxRounds || kept.isSettled()) {
      return new ServerAction.Finish(
          kept.model().after(model.version()),
          new ServerAction.PhaseResult(null, null, null, roundsDone, participants));
    }
    return noting(rounds.begin(context.roundsDone() + roundsDone + 1, model));
  }

  @Override
  public ServerAction onComputed(List<ServerResult> results) {
    return noting(rounds.onComputed(results));
  }

  @Override
  public Optional<RoundsState> snapshot() {
    return Optional.of(
        new RoundsState(model, roundsDone, participants, kept.snapshot(model), rounds.snapshot()));
  }

  /** This phase as it was when a round had been closed and its model not yet validated. */
  RoundsPhase restored(RoundsState state) {
    model = state.model();
    roundsDone = state.roundsDone();
    participants = state.participants();
    kept.restore(state.kept());
    rounds.restore(state.atWork());
    return this;
  }

  @Override
  public boolean clientsGoOn() {
    return rounds.clientsGoOn();
  }

  private ServerAction noting(ServerAction action) {
    if (action instanceof ServerAction.CloseRound closed) {
      model = closed.model();
      participants = closed.result().participants();
      roundsDone++;
    }
    return action;
  }

  private static Rounds rounds(PhaseContext context, Rounds.Tasks tasks) {
    return context
        .federation()
        .buffering()
        .<Rounds>map(buffering -> new BufferedRounds(context, buffering, tasks))
        .orElseGet(() -> new SynchronousRounds(context, tasks));
  }

  private static LocalTraining atItsOwnRate(PhasePlan.FineTuning plan, LocalTraining training) {
    return plan.learningRate().isPresent()
        ? training.atRate(plan.learningRate().getAsDouble())
        : training;
  }

  private static LocalTraining holdingPruned(PhaseContext context, int round) {
    return context.federation().trainingIn(round).holding(context.model().pruned());
  }
}
