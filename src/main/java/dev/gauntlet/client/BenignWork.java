package dev.gauntlet.client;

import dev.gauntlet.data.Examples;
import dev.gauntlet.defense.NeuronRanking;
import dev.gauntlet.defense.PruneBallot;
import dev.gauntlet.defense.PruningSteps;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Accuracy;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.RandomStreams;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that follows the protocol.
 *
 * @param client who
 * @param examples its own data
 * @param block the layer that is voted on
 * @param streams of the run
 */
public record BenignWork(
    ClientId client, Examples examples, ChannelBlock block, RandomStreams streams)
    implements ClientWork {

  @Override
  public ClientReply perform(
      ClientTask task, GlobalModel model, List<Integer> fired, Learner learner) {
    if (task instanceof ClientTask.Training training) {
      ParameterVector delta =
          train(training.settings(), training.turn(), model.parameters(), examples, learner);
      return new ClientReply.Update(new ModelUpdate(client, examples.size(), delta));
    } else if (task instanceof ClientTask.MeasureLoss) {
      return new ClientReply.Loss(learner.loss(model.parameters(), examples));
    } else if (task instanceof ClientTask.CastVotes votes) {
      return new ClientReply.Ballot(
          PruneBallot.ofActivations(activations(votes, model, learner), votes.pruningRate()));
    } else if (task instanceof ClientTask.MeasurePruning pruning) {
      return new ClientReply.Accuracies(accuracies(pruning, model, learner));
    }
    return new ClientReply.Ranking(
        NeuronRanking.ofActivations(activations((ClientTask.RankNeurons) task, model, learner)));
  }

  /** The parameters that training on {@code data} reaches, less {@code start}. */
  ParameterVector train(
      LocalTraining settings, long turn, ParameterVector start, Examples data, Learner learner) {
    return learner
        .train(start, data, settings, streams.stream("local-training", client.index(), turn))
        .minus(start);
  }

  private double[] activations(ClientTask.DormancyVote vote, GlobalModel model, Learner learner) {
    return learner.activations(model.parameters(), examples, vote.record());
  }

  private List<Double> accuracies(
      ClientTask.MeasurePruning task, GlobalModel model, Learner learner) {
    List<Double> accuracies = new ArrayList<>();
    for (PrunedChannels pruned : PruningSteps.of(model.pruned(), task.order(), task.step())) {
      ParameterVector tested = block.pruned(model.parameters(), pruned);
      accuracies.add(Accuracy.of(learner, tested, examples));
    }
    return accuracies;
  }
}
