package dev.gauntlet.protocol;

import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.LocalTraining;
import java.util.List;

/** What the server asks a client to do with the global model. */
public sealed interface ClientTask {

  /** Train on local data: answered by {@link ClientReply.Update}. */
  sealed interface Training extends ClientTask {

    /** Counted from 1 through the whole run. */
    int round();

    /** Tells apart what a client is asked: its random numbers are a function of it. */
    long turn();

    LocalTraining settings();
  }

  /** A round of federated training. */
  record TrainLocally(int round, long turn, LocalTraining settings) implements Training {}

  /** A round of fine-tuning: the settings hold the pruned channels at 0. */
  record FineTune(int round, long turn, LocalTraining settings) implements Training {}

  /** Measure the mean loss on local data: answered by {@link ClientReply.Loss}. */
  record MeasureLoss() implements ClientTask {}

  /** A question about pruning. */
  sealed interface Vote extends ClientTask {
    /** Rounds done in the run so far. */
    int round();
  }

  /** A vote on which channels are dormant. */
  sealed interface DormancyVote extends Vote {
    /** By what output of the layer a channel counts as active. */
    ActivationRecord record();
  }

  /** Rank the channels by activation: answered by {@link ClientReply.Ranking}. */
  record RankNeurons(int round, ActivationRecord record) implements DormancyVote {}

  /** Vote on each channel at that pruning rate: answered by {@link ClientReply.Ballot}. */
  record CastVotes(int round, ActivationRecord record, double pruningRate)
      implements DormancyVote {}

  /**
   * Measure accuracy on local data before and while channels are pruned in that order: answered by
   * {@link ClientReply.Accuracies}.
   *
   * @param order channels in the order in which they are pruned
   * @param step channels pruned between two measurements
   */
  record MeasurePruning(int round, List<Integer> order, int step) implements Vote {
    public MeasurePruning {
      order = List.copyOf(order);
    }
  }
}
