package dev.gauntlet.client;

import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.Optional;

/**
 * A client of an adversary: while the adversary is active it returns updates that serve its goal,
 * and lies in votes if that is its way; in all else it does as a benign client does.
 *
 * @param honest the client it would be otherwise
 * @param script the adversaries of the run
 * @param adversary which of them it belongs to
 * @param colluders its clients
 */
public record AttackerWork(
    BenignWork honest, AdversaryTimeline script, int adversary, ColludingGroup colluders)
    implements ClientWork {

  @Override
  public ClientReply perform(
      ClientTask task, GlobalModel model, FiredEntries fired, Learner learner) {
    Adversary attack = script.inEffect(adversary, fired);
    ColludingGroup.Knowledge known = colluders.of(honest.client(), attack.knowsOthers());
    if (task instanceof ClientTask.Training training
        && attack.active().contains(training.round())) {
      ParameterVector update = update(attack, known, training, model, learner);
      // The server weighs by examples held; claiming copies as well would give the attack away.
      return new ClientReply.Update(
          new ModelUpdate(honest.client(), honest.examples().size(), update));
    }
    return falseVote(task, attack, known, model, learner)
        .orElseGet(() -> honest.perform(task, model, fired, learner));
  }

  private Optional<ClientReply> falseVote(
      ClientTask task,
      Adversary attack,
      ColludingGroup.Knowledge known,
      GlobalModel model,
      Learner learner) {
    if (!(task instanceof ClientTask.Vote vote)
        || !attack.active().contains(vote.round())
        || attack.backdoor().isEmpty()) {
      return Optional.empty();
    }
    return attack
        .adaptation()
        .rankManipulation()
        .map(
            manipulation ->
                vote.answeredBy(
                    new FalseVotes(
                        manipulation,
                        attack.backdoor().get(),
                        attack.partOf(honest.client()),
                        known,
                        model,
                        learner)));
  }

  private ParameterVector update(
      Adversary attack,
      ColludingGroup.Knowledge known,
      ClientTask.Training task,
      GlobalModel model,
      Learner learner) {
    if (attack.goal() instanceof Goal.Untargeted spoil) {
      return spoil
          .byzantineUpdate()
          .craft(
              known.honestUpdates(task, model, learner),
              honest.streams().stream("forgery", honest.client().index(), task.turn()));
    }
    return new BackdoorWork(honest, attack, (Goal.Targeted) attack.goal(), known)
        .update(task, model, learner);
  }
}
