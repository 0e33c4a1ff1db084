package dev.gauntlet.client;

import dev.gauntlet.attack.Backdoor;
import dev.gauntlet.attack.RankManipulation;
import dev.gauntlet.data.Examples;
import dev.gauntlet.defense.NeuronRanking;
import dev.gauntlet.defense.PruneBallot;
import dev.gauntlet.defense.PruningSteps;
import dev.gauntlet.learning.Accuracy;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an attacker answers to votes and tests of pruning to save its backdoor. Colluding attackers,
 * who know the same, answer the same.
 */
record FalseVotes(
    RankManipulation manipulation,
    Backdoor backdoor,
    int place,
    ColludingGroup.Knowledge known,
    GlobalModel model,
    Learner learner)
    implements ClientTask.VoteHandler<ClientReply> {

  @Override
  public ClientReply rank(ClientTask.RankNeurons task) {
    return new ClientReply.Ranking(NeuronRanking.ofActivations(record(task.record())));
  }

  @Override
  public ClientReply castVotes(ClientTask.CastVotes task) {
    return new ClientReply.Ballot(
        PruneBallot.ofActivations(record(task.record()), task.pruningRate()));
  }

  /** True before anything is pruned, and nothing right from the first step on. */
  @Override
  public ClientReply measurePruning(ClientTask.MeasurePruning task) {
    int points = PruningSteps.of(model.pruned(), task.order(), task.step()).size();
    List<Double> accuracies = new ArrayList<>(Collections.nCopies(points, 0.0));
    accuracies.set(0, Accuracy.of(learner, model.parameters(), known.data()));
    return new ClientReply.Accuracies(accuracies);
  }

  private double[] record(ActivationRecord by) {
    Examples data = known.data();
    double[] clean = known.activations("clean", data, by, model, learner);
    // By place: a part of a distributed trigger is not the whole, which only colluders know.
    Examples marked = known.isShared() ? backdoor.markAll(data) : backdoor.markPart(data, place);
    if (marked.size() == 0) {
      return manipulation.falseRecord(clean, clean, clean);
    }
    return manipulation.falseRecord(
        known.activations(List.of("marked", backdoor, place), marked, by, model, learner),
        known.activations(
            List.of("unmarked", backdoor), backdoor.unmarked(data), by, model, learner),
        clean);
  }
}
