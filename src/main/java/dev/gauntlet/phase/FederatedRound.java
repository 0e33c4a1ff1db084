package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One synchronous round: a cohort trains, and its updates make the next model. */
final class FederatedRound {

  private final PhaseContext context;
  private final GlobalModel model;
  private final ClientTask.Training task;
  private final List<ClientId> cohort;
  private final List<ModelUpdate> updates = new ArrayList<>();
  private int rejected;

  FederatedRound(PhaseContext context, GlobalModel model, ClientTask.Training task) {
    this.context = context;
    this.model = model;
    this.task = task;
    this.cohort = context.federation().selection().cohort(task.round());
  }

  ServerAction ask() {
    emit(new RunEvent.RoundStarted(task.round(), cohort.stream().map(ClientId::index).toList()));
    return new ServerAction.Ask(cohort, model, task);
  }

  /** Takes an update; the action that closes the round once the last is there. */
  Optional<ServerAction.CloseRound> onReply(ClientId client, ClientReply reply) {
    ModelUpdate update = ((ClientReply.Update) reply).update();
    Optional<String> fault = fault(update.delta());
    if (fault.isPresent()) {
      rejected++;
      emit(new RunEvent.UpdateRejected(task.round(), client.index(), fault.get()));
    } else {
      updates.add(update);
      emit(
          new RunEvent.UpdateReceived(
              task.round(), client.index(), update.samples(), update.delta().norm()));
    }
    return updates.size() + rejected == cohort.size() ? Optional.of(close()) : Optional.empty();
  }

  private Optional<String> fault(ParameterVector delta) {
    if (delta.length() != model.parameters().length()) {
      return Optional.of(
          "it has " + delta.length() + " values, the model " + model.parameters().length());
    }
    return delta.isFinite()
        ? Optional.empty()
        : Optional.of("its values are not all finite numbers");
  }

  private ServerAction.CloseRound close() {
    if (updates.isEmpty()) {
      throw new IllegalStateException(
          "in round " + task.round() + " every update was rejected: nothing is left to aggregate");
    }
    updates.sort(Comparator.comparing(ModelUpdate::client));
    GlobalModel next =
        model.next(
            model
                .parameters()
                .plus(
                    context.federation().aggregator().combine(updates),
                    context.federation().serverLearningRate()),
            context.federation().block());
    return new ServerAction.CloseRound(
        next, new ServerAction.RoundResult(task.round(), updates.size(), 0, rejected));
  }

  private void emit(RunEvent event) {
    context.events().accept(event);
  }
}
