package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rounds of local training and aggregation: federated training, and fine-tuning. */
final class RoundsPhase implements Phase {

  private final PhaseContext context;
  private final int maxRounds;
  private final KeptModel kept;
  private final TaskOfRound taskOfRound;
  private GlobalModel model;
  private int roundsDone;
  private int participants;
  private @Nullable FederatedRound round;

  private RoundsPhase(
      PhaseContext context, int maxRounds, KeptModel kept, TaskOfRound taskOfRound) {
    this.context = context;
    this.maxRounds = maxRounds;
    this.kept = kept;
    this.taskOfRound = taskOfRound;
    this.model = context.model();
  }

  /** Trains for as many rounds as planned. */
  static RoundsPhase training(PhasePlan.Training plan, PhaseContext context) {
    return new RoundsPhase(
        context,
        plan.rounds(),
        new KeptModel.Last(context.model()),
        round -> new ClientTask.TrainLocally(round, holdingPruned(context)));
  }

  /** Trains until validation accuracy has stopped improving, and keeps the best model. */
  static RoundsPhase fineTuning(PhasePlan.FineTuning plan, PhaseContext context) {
    return new RoundsPhase(
        context,
        plan.maxRounds(),
        new KeptModel.Best(context.model(), plan.patience()),
        round ->
            new ClientTask.FineTune(round, holdingPruned(context).atRate(plan.learningRate())));
  }

  @Override
  public ServerAction start() {
    return new ServerAction.Validate(model);
  }

  @Override
  public ServerAction onReply(ClientId client, ClientReply reply) {
    if (round == null) {
      throw new IllegalStateException(client + " replied though no round is under way");
    }
    Optional<ServerAction.CloseRound> closed = round.onReply(client, reply);
    if (closed.isEmpty()) {
      return new ServerAction.Await();
    }
    model = closed.get().model();
    participants = closed.get().result().participants();
    roundsDone++;
    return closed.get();
  }

  @Override
  public ServerAction onValidated(double accuracy) {
    kept.offer(model, accuracy);
    if (roundsDone == maxRounds || kept.isSettled()) {
      return new ServerAction.Finish(
          kept.model(), new ServerAction.PhaseResult(null, null, null, roundsDone, participants));
    }
    ClientTask.Training task = taskOfRound.at(context.roundsDone() + roundsDone + 1);
    round = new FederatedRound(context, model, task);
    return round.ask();
  }

  private static LocalTraining holdingPruned(PhaseContext context) {
    return context.federation().training().holding(context.model().pruned());
  }

  /** The task of a round, which is counted through the whole run. */
  private interface TaskOfRound {
    ClientTask.Training at(int round);
  }
}
