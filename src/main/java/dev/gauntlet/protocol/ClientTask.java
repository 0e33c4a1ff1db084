package dev.gauntlet.protocol;

import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.LocalTraining;
import java.util.List;

/** What the server asks a client to do with the global model. */
public sealed interface ClientTask {

  /** What is computed for each task. */
  interface Handler<R> extends VoteHandler<R> {
    /** For a round of training or fine-tuning. */
    R train(Training task);

    /** For a loss. */
    R measureLoss(MeasureLoss task);
  }

  /** What is computed for each question about pruning. */
  interface VoteHandler<R> {
    /** For a ranking vote. */
    R rank(RankNeurons task);

    /** For a majority vote. */
    R castVotes(CastVotes task);

    /** For validation feedback. */
    R measurePruning(MeasurePruning task);
  }

  /** Has the handler compute what this task asks for. */
  <R> R handledBy(Handler<R> handler);

  /** How often the client goes over its examples; training says so itself. */
  default long passes() {
    return 1;
  }

  /**
   * The bytes of the answer, without an envelope.
   *
   * @param modelBytes of the parameters of a model
   * @param channels that are voted on
   */
  long replyBytes(long modelBytes, int channels);

  /** Train on local data: answered by {@link ClientReply.Update}. */
  sealed interface Training extends ClientTask {

    /** Counted from 1 through the whole run. */
    int round();

    /** Tells apart what a client is asked: its random numbers are a function of it. */
    long turn();

    LocalTraining settings();

    @Override
    default <R> R handledBy(Handler<R> handler) {
      return handler.train(this);
    }

    @Override
    default long replyBytes(long modelBytes, int channels) {
      return modelBytes;
    }
  }

  /** A round of federated training. */
  record TrainLocally(int round, long turn, LocalTraining settings) implements Training {}

  /** A round of fine-tuning: the settings hold the pruned channels at 0. */
  record FineTune(int round, long turn, LocalTraining settings) implements Training {}

  /** Measure the mean loss on local data: answered by {@link ClientReply.Loss}. */
  record MeasureLoss() implements ClientTask {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.measureLoss(this);
    }

    @Override
    public long replyBytes(long modelBytes, int channels) {
      return Double.BYTES;
    }
  }

  /** A question about pruning. */
  sealed interface Vote extends ClientTask {
    /** Rounds done in the run so far. */
    int round();

    /** Has the handler compute what this question asks for. */
    <R> R answeredBy(VoteHandler<R> handler);

    @Override
    default <R> R handledBy(Handler<R> handler) {
      return answeredBy(handler);
    }
  }

  /** A vote on which channels are dormant. */
  sealed interface DormancyVote extends Vote {
    /** By what output of the layer a channel counts as active. */
    ActivationRecord record();

    @Override
    default long replyBytes(long modelBytes, int channels) {
      return (long) Integer.BYTES * channels;
    }
  }

  /** Rank the channels by activation: answered by {@link ClientReply.Ranking}. */
  record RankNeurons(int round, ActivationRecord record) implements DormancyVote {
    @Override
    public <R> R answeredBy(VoteHandler<R> handler) {
      return handler.rank(this);
    }
  }

  /** Vote on each channel at that pruning rate: answered by {@link ClientReply.Ballot}. */
  record CastVotes(int round, ActivationRecord record, double pruningRate) implements DormancyVote {
    @Override
    public <R> R answeredBy(VoteHandler<R> handler) {
      return handler.castVotes(this);
    }
  }

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

    @Override
    public <R> R answeredBy(VoteHandler<R> handler) {
      return handler.measurePruning(this);
    }

    @Override
    public long passes() {
      return 1L + (order.size() + step - 1) / step;
    }

    @Override
    public long replyBytes(long modelBytes, int channels) {
      return Double.BYTES * passes();
    }
  }
}
