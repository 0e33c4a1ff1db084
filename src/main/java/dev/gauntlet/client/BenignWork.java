package dev.gauntlet.client;

import dev.gauntlet.data.Examples;
import dev.gauntlet.defense.NeuronRanking;
import dev.gauntlet.defense.PruneBallot;
import dev.gauntlet.defense.PruningSteps;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
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
      ClientTask task, GlobalModel model, FiredEntries fired, Learner learner) {
    return task.handledBy(new Answers(model, learner));
  }

  /** The parameters that training on {@code data} reaches, less {@code start}. */
  ParameterVector train(
      LocalTraining settings, long turn, ParameterVector start, Examples data, Learner learner) {
    return learner
        .train(start, data, settings, streams.stream("local-training", client.index(), turn))
        .minus(start);
  }

  /** What the client computes on one model. */
  private final class Answers implements ClientTask.Handler<ClientReply> {

    private final GlobalModel model;
    private final Learner learner;

    Answers(GlobalModel model, Learner learner) {
      this.model = model;
      this.learner = learner;
    }

    @Override
    public ClientReply train(ClientTask.Training task) {
      ParameterVector delta =
          BenignWork.this.train(
              task.settings(), task.turn(), model.parameters(), examples, learner);
      return new ClientReply.Update(new ModelUpdate(client, examples.size(), delta));
    }

    @Override
    public ClientReply measureLoss(ClientTask.MeasureLoss task) {
      return new ClientReply.Loss(learner.loss(model.parameters(), examples));
    }

    @Override
    public ClientReply rank(ClientTask.RankNeurons task) {
      return new ClientReply.Ranking(NeuronRanking.ofActivations(activations(task)));
    }

    @Override
    public ClientReply castVotes(ClientTask.CastVotes task) {
      return new ClientReply.Ballot(
          PruneBallot.ofActivations(activations(task), task.pruningRate()));
    }

    @Override
    public ClientReply measurePruning(ClientTask.MeasurePruning task) {
      List<Double> accuracies = new ArrayList<>();
      for (PrunedChannels pruned : PruningSteps.of(model.pruned(), task.order(), task.step())) {
        ParameterVector tested = block.pruned(model.parameters(), pruned);
        accuracies.add(Accuracy.of(learner, tested, examples));
      }
      return new ClientReply.Accuracies(accuracies);
    }

    private double[] activations(ClientTask.DormancyVote vote) {
      return learner.activations(model.parameters(), examples, vote.record());
    }
  }
}
