package dev.gauntlet.scenario;

import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.attack.Attack;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.simulation.Devices;
import java.util.List;
import java.util.OptionalInt;

/**
 * Everything that a run is made of, valid as far as that can be known without reading data.
 *
 * @param name names the run's folder
 * @param seed of every random stream
 * @param data where images come from and how they are divided
 * @param architecture the network
 * @param clients the size of the population
 * @param attacks the adversaries, whose clients are distinct
 * @param training local training
 * @param clientsPerRound how many are drawn for a round, uniformly without replacement; all if
 *     empty
 * @param aggregator combines a round's updates
 * @param serverLearningRate eta, the factor on the combined update
 * @param devices virtual time of compute and network
 * @param phases in the order in which they run
 * @param source the resolved text and where each key was written
 */
public record Scenario(
    String name,
    long seed,
    DataPlan data,
    Architecture architecture,
    int clients,
    List<Attack> attacks,
    TrainingPlan training,
    OptionalInt clientsPerRound,
    Aggregator aggregator,
    double serverLearningRate,
    Devices devices,
    List<PhasePlan> phases,
    ScenarioSource source) {

  public Scenario {
    attacks = List.copyOf(attacks);
    phases = List.copyOf(phases);
  }

  /**
   * Local training of every client in training phases.
   *
   * @param localEpochs passes over a client's examples in a round
   * @param lastConvL2 see {@link dev.gauntlet.learning.LocalTraining}
   */
  public record TrainingPlan(
      int localEpochs, int batchSize, double learningRate, double lastConvL2) {}
}
