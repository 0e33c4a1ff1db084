package dev.gauntlet.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened in a run: the only output of the simulation, from which files,
 * progress and reports are made. Rates and accuracies are fractions of 1; a null component does not
 * apply and is left out.
 */
public sealed interface RunEvent {

  /** The simulation has begun. */
  record RunStarted(
      String scenario,
      long seed,
      int clients,
      List<Integer> attackers,
      String network,
      int parameters)
      implements RunEvent {}

  /**
   * The run goes on from a point of another, whose events are those before.
   *
   * @param phaseIndex the phase that goes on or comes next
   * @param round rounds completed
   * @param attackers from here on
   */
  record RunForked(String scenario, int phaseIndex, int round, List<Integer> attackers)
      implements RunEvent {}

  /**
   * A branch has begun, where the phases before the branches have ended.
   *
   * @param phaseIndex of its first phase
   * @param round rounds completed
   */
  record BranchStarted(String scenario, long seed, String branch, int phaseIndex, int round)
      implements RunEvent {}

  /**
   * Attackers know more than their own data, each.
   *
   * @param adversary its place in the scenario
   * @param knowledge what they know, in words
   * @param prunedChannels that they know the defence prunes
   */
  record AdversaryInformed(
      int adversary, List<String> knowledge, @Nullable List<Integer> prunedChannels)
      implements RunEvent {}

  /** A phase has begun. */
  record PhaseStarted(int phaseIndex, String phase) implements RunEvent {}

  /** The cohort of a round has been asked to train. */
  record RoundStarted(int round, List<Integer> cohort) implements RunEvent {}

  /** In asynchronous rounds: a client has been asked to train from the model of that version. */
  record ClientAsked(int round, int client, int modelVersion) implements RunEvent {}

  /**
   * A client's update has arrived; the norm is Euclidean.
   *
   * @param staleness in asynchronous rounds, the models made since the one it was trained from
   */
  record UpdateReceived(
      int round, int client, int samples, double updateNorm, @Nullable Integer staleness)
      implements RunEvent {}

  /** A client's update cannot be used. */
  record UpdateRejected(int round, int client, String reason) implements RunEvent {}

  /**
   * The aggregation rule has judged the updates of a round, not knowing who attacks.
   *
   * @param rejected whose update it takes for an attacker's
   * @param verdicts on each update, in client order
   */
  record UpdatesJudged(int round, String rule, List<Integer> rejected, List<Verdict> verdicts)
      implements RunEvent {

    /**
     * What it thinks of one.
     *
     * @param weight how much of the update counts, from 0 to 1
     */
    public record Verdict(int client, boolean accepted, double weight) {}
  }

  /**
   * Those verdicts held against the truth, by the simulator: an update is an attacker's if its
   * client belonged to an adversary that was active in the round that it was trained in.
   */
  record DetectionMeasured(int round, String rule, Detection detection) implements RunEvent {}

  /**
   * A round had too few updates for its aggregation rule, or none of the server's own.
   *
   * @param reason the rule's inequality, in numbers
   * @param fallback {@code "skip"}: the model stays; {@code "fedavg"}: the updates are averaged
   */
  record AggregationFellBack(int round, String rule, String reason, String fallback)
      implements RunEvent {}

  /** A client's vote or feedback cannot be used. */
  record VoteRejected(int phaseIndex, int client, String reason) implements RunEvent {}

  /** A client was asked and will not deliver, or not in time. */
  record ReplyLost(int phaseIndex, int client, String reason) implements RunEvent {}

  /** A client's answer is not used, or not waited for. */
  record ReplyDiscarded(int phaseIndex, int client, String reason) implements RunEvent {}

  /** Too few clients could be reached or delivered: the server asks again. */
  record ExchangeRepeated(int phaseIndex, String answer, int attempt, String reason)
      implements RunEvent {}

  /**
   * An entry of the timeline has fired.
   *
   * @param entry its place in the timeline, from 0
   * @param clients whom it concerns
   * @param adversary whom it concerns
   */
  record TimelineFired(
      int entry, String action, @Nullable List<Integer> clients, @Nullable Integer adversary)
      implements RunEvent {}

  /**
   * The model after a round or a phase has been measured: on the test set, on it with triggers
   * stamped on, and on the server's validation images.
   *
   * @param measured after what
   * @param round rounds completed in the run so far
   * @param attackSuccessRate the mean over the adversaries that plant a backdoor
   * @param attackSuccessRates of each of them, in their order
   * @param participants whose updates (or votes) were used
   * @param dropped who was asked and did not deliver
   * @param discarded whose delivery was not used
   */
  record ModelMeasured(
      After measured,
      int phaseIndex,
      String phase,
      int round,
      double accuracy,
      @Nullable Double attackSuccessRate,
      List<Double> attackSuccessRates,
      double validationAccuracy,
      int participants,
      int dropped,
      int discarded)
      implements RunEvent {}

  /**
   * The clients' votes have been counted.
   *
   * @param pruningRate of a majority vote
   * @param order channels, the first to be pruned first
   */
  record VotesCounted(
      int phaseIndex, String vote, @Nullable Double pruningRate, int voters, List<Integer> order)
      implements RunEvent {}

  /**
   * The model has been tested at a point of pruning, with the first {@code prunedNeurons} channels
   * of the order pruned that are not skipped.
   *
   * @param skipped channels that were left unpruned before this point, in the order; left out where
   *     none may be skipped
   */
  record PruningTested(
      int phaseIndex,
      @Nullable Double pruningRate,
      int prunedNeurons,
      double validationAccuracy,
      @Nullable List<Integer> skipped)
      implements RunEvent {}

  /** Channels have been pruned, in this order. */
  record NeuronsPruned(int phaseIndex, @Nullable Double pruningRate, List<Integer> channels)
      implements RunEvent {}

  /**
   * A value of delta has been tested in a search.
   *
   * @param delta left out: the start, without clipping, which is told with its loss only
   * @param validationLoss mean cross-entropy on the server's validation images, in nats; left out
   *     where the search bounds the accuracy
   */
  record ClippingTested(
      int phaseIndex,
      @Nullable Double delta,
      int zeroedWeights,
      double validationAccuracy,
      @Nullable Double validationLoss)
      implements RunEvent {}

  /**
   * Weights outside mean +- delta * deviation have been set to 0; no delta: none was acceptable.
   */
  record WeightsClipped(
      int phaseIndex, @Nullable Double delta, double mean, double deviation, int zeroedWeights)
      implements RunEvent {}

  /** The server has ranked the channels by itself; the first to be pruned first. */
  record NeuronsRanked(int phaseIndex, List<Integer> order) implements RunEvent {}

  /**
   * The server has reconstructed the smallest trigger for each label.
   *
   * @param maskNorms by label, in pixels
   * @param anomalyIndices by label
   * @param successRates of the triggers on the server's images, by label
   * @param flaggedLabels whose triggers are outliers: targets of a backdoor
   */
  record LabelsScreened(
      int phaseIndex,
      List<Double> maskNorms,
      List<Double> anomalyIndices,
      List<Double> successRates,
      List<Integer> flaggedLabels)
      implements RunEvent {}

  /**
   * The server has trained the model on its own images.
   *
   * @param updateNorm the Euclidean norm of the change; left out: it diverged and is not used
   */
  record ServerTrained(int phaseIndex, int epochs, @Nullable Double updateNorm)
      implements RunEvent {}

  /** A phase has ended. */
  record PhaseFinished(
      int phaseIndex,
      String phase,
      @Nullable Integer prunedNeurons,
      @Nullable Integer zeroedWeights,
      @Nullable Double delta,
      @Nullable Integer rounds)
      implements RunEvent {}

  /** The run has ended; the hash is that of the final parameters as little-endian floats. */
  record RunFinished(String modelSha256) implements RunEvent {}

  /** The run could not be brought to its end. */
  record RunFailed(String cause) implements RunEvent {}
}
