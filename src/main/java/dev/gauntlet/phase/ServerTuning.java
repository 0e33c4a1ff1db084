package dev.gauntlet.phase;

import dev.gauntlet.defense.InvertedTrigger;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How the server itself trains a model on its own images, the pruned channels held at 0; what is
 * not said here is as in the clients' training.
 *
 * @param epochs passes over the server's images
 * @param learningRate that of training if empty: in the last round, or in the first if there was
 *     none
 */
public record ServerTuning(int epochs, OptionalDouble learningRate) {

  public ServerTuning {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs are at least 1, not " + epochs);
    }
    if (learningRate.isPresent() && !(learningRate.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "the learning rate is above 0, not " + learningRate.getAsDouble());
    }
  }

  /** Fine-tuning of that model on all images. */
  ServerTask onCleanImages(GlobalModel model, PhaseContext context) {
    return task(model, ServerTask.Portion.ALL, context);
  }

  /** Fine-tuning of that model on all images, a share of them with one of these triggers. */
  ServerTask unlearning(
      GlobalModel model, List<InvertedTrigger> triggers, double share, PhaseContext context) {
    return task(model, new ServerTask.Portion.Triggered(triggers, share, context.index()), context);
  }

  private ServerTask task(GlobalModel model, ServerTask.Portion portion, PhaseContext context) {
    LocalTraining clients = context.federation().trainingIn(Math.max(1, context.roundsDone()));
    LocalTraining training =
        new LocalTraining(
            epochs,
            clients.batchSize(),
            clients.optimiser().atRate(learningRate.orElse(clients.learningRate())),
            clients.lastConvL2(),
            model.pruned());
    return new ServerTask.Train(
        model.parameters(), training, portion, "server-tuning", context.index());
  }

  /** What such a task makes of the model: nothing if it has diverged. */
  GlobalModel result(GlobalModel model, List<ServerResult> results, PhaseContext context) {
    ServerResult.Trained trained = (ServerResult.Trained) results.get(0);
    boolean finite = trained.reached().isFinite();
    Double norm = finite ? trained.delta().norm() : null;
    context.events().accept(new RunEvent.ServerTrained(context.index(), epochs, norm));
    return finite ? model.next(trained.reached(), context.federation().block()) : model;
  }
}
