package dev.gauntlet.client;

import dev.gauntlet.attack.Attack;
import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;

/**
 * A client of an adversary: while the adversary is active it trains on poisoned data and returns an
 * amplified update; in all else it does as a benign client does.
 *
 * @param honest the client it would be otherwise
 * @param attack the adversary
 */
public record AttackerWork(BenignWork honest, Attack attack) implements ClientWork {

  @Override
  public ClientReply perform(ClientTask task, GlobalModel model, Learner learner) {
    if (task instanceof ClientTask.Training training
        && attack.active().contains(training.round())) {
      return new ClientReply.Update(poisonedUpdate(training, model, learner));
    }
    return honest.perform(task, model, learner);
  }

  private ModelUpdate poisonedUpdate(ClientTask.Training task, GlobalModel model, Learner learner) {
    Examples poisoned =
        attack
            .backdoor()
            .poison(
                honest.examples(),
                attack.partOf(honest.client()),
                honest.streams().stream("poisoning", honest.client().index(), task.round()));
    ParameterVector delta = honest.train(task, model.parameters(), poisoned, learner);
    // The server weighs by examples held; claiming the copies as well would give the attack away.
    return new ModelUpdate(honest.client(), honest.examples().size(), attack.replaceModel(delta));
  }
}
