package dev.gauntlet.scenario;

import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.Fallback;
import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.federation.Buffering;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.federation.SelectionStrategy;
import dev.gauntlet.hocon.ConfigSource;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Everything that a run is made of, valid as far as that can be known without reading data.
 *
 * @param name names the run's folder
 * @param seed of every random stream
 * @param data where images come from and how they are divided
 * @param architecture the network
 * @param clients the size of the population
 * @param attackScript the adversaries, whose clients are distinct, and how the timeline changes
 *     them
 * @param training local training
 * @param clientsPerRound how many are selected for a round; all if empty
 * @param selection how clients are selected
 * @param aggregator combines a round's updates
 * @param whenViolated what becomes of a round with too few updates for that
 * @param serverLearningRate eta, the factor on the combined update
 * @param rules when the server has waited long enough
 * @param buffering of asynchronous rounds; rounds are synchronous if empty
 * @param availability when clients can be reached
 * @param dropout the share of dispatches whose answer is lost, in [0, 1)
 * @param devices virtual time of compute and network
 * @param phases in the order in which they run
 * @param branches ways to go on after them, each from the same model, by name in their order
 * @param timeline what changes on the way
 * @param absentAtStart clients that are not there before the timeline lets them join
 * @param source the resolved text and where each key was written
 */
public record Scenario(
    String name,
    long seed,
    DataPlan data,
    Architecture architecture,
    int clients,
    AdversaryTimeline attackScript,
    TrainingPlan training,
    OptionalInt clientsPerRound,
    SelectionStrategy selection,
    Aggregator aggregator,
    Fallback whenViolated,
    double serverLearningRate,
    ExchangeRules rules,
    Optional<Buffering> buffering,
    Availability availability,
    double dropout,
    Devices devices,
    List<PhasePlan> phases,
    Map<String, List<PhasePlan>> branches,
    Timeline timeline,
    Set<ClientId> absentAtStart,
    ConfigSource source) {

  public Scenario {
    phases = List.copyOf(phases);
    branches = Collections.unmodifiableMap(new LinkedHashMap<>(branches));
    absentAtStart = Set.copyOf(absentAtStart);
  }

  /** The adversaries as they begin. */
  public List<Adversary> attacks() {
    return attackScript.initial();
  }

  /** All phases, of all branches too. */
  public List<PhasePlan> allPhases() {
    List<PhasePlan> all = new ArrayList<>(phases);
    branches.values().forEach(all::addAll);
    return all;
  }

  /**
   * Local training of every client in training phases.
   *
   * @param localEpochs passes over a client's examples in a round
   * @param lastConvL2 see {@link dev.gauntlet.learning.LocalTraining}
   * @param schedule of the optimiser's learning rate
   */
  public record TrainingPlan(
      int localEpochs,
      int batchSize,
      Optimiser optimiser,
      double lastConvL2,
      RateSchedule schedule) {

    /** Plain gradient descent at the same rate in all rounds. */
    public TrainingPlan(int localEpochs, int batchSize, double learningRate, double lastConvL2) {
      this(
          localEpochs,
          batchSize,
          new Optimiser(learningRate),
          lastConvL2,
          new RateSchedule.Constant());
    }
  }
}
