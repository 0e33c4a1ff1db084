package dev.gauntlet.client;

import dev.gauntlet.attack.Attack;
import dev.gauntlet.attack.AttackScript;
import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;

/**
 * A client of an adversary: while the adversary is active it trains on poisoned data and returns an
 * amplified update; in all else it does as a benign client does.
 *
 * @param honest the client it would be otherwise
 * @param script the adversaries of the run
 * @param adversary which of them it belongs to
 */
public record AttackerWork(BenignWork honest, AttackScript script, int adversary)
    implements ClientWork {

  @Override
  public ClientReply perform(
      ClientTask task, GlobalModel model, List<Integer> fired, Learner learner) {
    Attack attack = script.inEffect(adversary, fired);
    if (task instanceof ClientTask.Training training
        && attack.active().contains(training.round())) {
      return new ClientReply.Update(poisonedUpdate(attack, training, model, learner));
    }
    return honest.perform(task, model, fired, learner);
  }

  private ModelUpdate poisonedUpdate(
      Attack attack, ClientTask.Training task, GlobalModel model, Learner learner) {
    Examples poisoned =
        attack
            .backdoor()
            .poison(
                honest.examples(),
                attack.partOf(honest.client()),
                honest.streams().stream("poisoning", honest.client().index(), task.turn()));
    ParameterVector delta = honest.train(task, model.parameters(), poisoned, learner);
    // The server weighs by examples held; claiming the copies as well would give the attack away.
    return new ModelUpdate(honest.client(), honest.examples().size(), attack.replaceModel(delta));
  }
}
