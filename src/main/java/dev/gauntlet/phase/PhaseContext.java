package dev.gauntlet.phase;

import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.federation.CohortSelection;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.GlobalModel;
import java.util.function.Consumer;

/**
 * What a phase starts from.
 *
 * @param index the phase's place in the run, from 0
 * @param model the global model
 * @param roundsDone rounds completed in the run so far
 * @param federation what is the same for all phases
 * @param events takes what happens
 */
public record PhaseContext(
    int index,
    GlobalModel model,
    int roundsDone,
    Federation federation,
    Consumer<RunEvent> events) {

  /**
   * What is the same for all phases.
   *
   * @param block the layer that the defence works on
   * @param selection of a round's cohort
   * @param training local training with nothing pruned
   * @param aggregator combines a round's updates
   * @param serverLearningRate the factor on the combined update
   */
  public record Federation(
      ChannelBlock block,
      CohortSelection selection,
      LocalTraining training,
      Aggregator aggregator,
      double serverLearningRate) {}
}
