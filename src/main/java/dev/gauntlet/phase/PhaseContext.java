package dev.gauntlet.phase;

import dev.gauntlet.aggregation.AggregationPlan;
import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.Fallback;
import dev.gauntlet.aggregation.StatefulAggregator;
import dev.gauntlet.federation.Buffering;
import dev.gauntlet.federation.ClientRegistry;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.federation.SelectionStrategy;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.RandomStreams;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a phase starts from.
 *
 * @param index the phase's place in the run, from 0
 * @param model the global model
 * @param roundsDone rounds completed in the run so far
 * @param current what the federation is like at the moment: the run's timeline may change it
 * @param registry whom the server can ask
 * @param memory of the run's aggregation rule, which goes on from phase to phase
 * @param streams of the run
 * @param events takes what happens
 */
public record PhaseContext(
    int index,
    GlobalModel model,
    int roundsDone,
    Supplier<Federation> current,
    ClientRegistry registry,
    StatefulAggregator memory,
    RandomStreams streams,
    Consumer<RunEvent> events) {

  /** What the federation is like at the moment. */
  Federation federation() {
    return current.get();
  }

  /**
   * What is the same for all phases.
   *
   * @param block the layer that the defence works on
   * @param selection of a round's cohort
   * @param rules when an exchange is over
   * @param buffering of asynchronous rounds; rounds are synchronous if empty
   * @param training local training with nothing pruned, but for what the schedule does to its rate
   * @param schedule of the learning rate
   * @param aggregation of a round's updates
   */
  public record Federation(
      ChannelBlock block,
      Selection selection,
      ExchangeRules rules,
      Optional<Buffering> buffering,
      LocalTraining training,
      RateSchedule schedule,
      AggregationPlan aggregation) {

    /** A federation that skips rounds with too few updates, at the same learning rate always. */
    public Federation(
        ChannelBlock block,
        Selection selection,
        ExchangeRules rules,
        Optional<Buffering> buffering,
        LocalTraining training,
        Aggregator aggregator,
        double serverLearningRate) {
      this(
          block,
          selection,
          rules,
          buffering,
          training,
          new RateSchedule.Constant(),
          new AggregationPlan(aggregator, Fallback.SKIP, serverLearningRate));
    }

    /** The same with other training and aggregation. */
    public Federation with(LocalTraining otherTraining, AggregationPlan otherAggregation) {
      return new Federation(
          block, selection, rules, buffering, otherTraining, schedule, otherAggregation);
    }

    /** Local training in that round, which is counted through the whole run. */
    LocalTraining trainingIn(int round) {
      return training.atRate(schedule.rate(training.learningRate(), round));
    }
  }

  /**
   * Who takes part in a round.
   *
   * @param strategy by which they are chosen
   * @param clientsPerRound how many; everyone if empty
   */
  public record Selection(SelectionStrategy strategy, OptionalInt clientsPerRound) {

    /** How many of a population are wanted. */
    int wanted(int population) {
      return clientsPerRound.orElse(population);
    }
  }
}
