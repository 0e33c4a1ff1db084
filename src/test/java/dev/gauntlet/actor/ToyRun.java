package dev.gauntlet.actor;

import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.client.BenignWork;
import dev.gauntlet.client.ClientWork;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.defense.PruningStop;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.defense.TriggerInversion;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.federation.Uniform;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.InitialModel;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Spread;
import dev.gauntlet.learning.ToyEngine;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.metrics.EvaluationSets;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.phase.ServerTuning;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.simulation.DispatchConditions;
import dev.gauntlet.simulation.DispatchOutcomes;
import dev.gauntlet.simulation.Distribution;
import dev.gauntlet.simulation.RandomStreams;
import dev.gauntlet.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Runs without a network: a handful of clients, every phase, milliseconds. */
public final class ToyRun {

  public static final int CLIENTS = 6;
  static final Architecture NETWORK = ToyEngine.ARCHITECTURE;
  static final ChannelBlock BLOCK = NETWORK.lastConvolution();
  static final RandomStreams STREAMS = new RandomStreams(1);

  static final ServerTuning TUNING = new ServerTuning(2, OptionalDouble.empty());

  /** Every kind of phase, with both votes and both validators. */
  public static final List<PhasePlan> EVERY_PHASE =
      List.of(
          new PhasePlan.Training(3),
          new PhasePlan.Pruning(
              new PruningVote.Ranking(),
              ActivationRecord.AFTER_ACTIVATION,
              PhasePlan.Validator.CLIENTS,
              2,
              new PruningStop(0.2, 1),
              OptionalInt.empty()),
          new PhasePlan.Pruning(
              new PruningVote.Majority(List.of(0.3, 0.6)),
              ActivationRecord.AFTER_ACTIVATION,
              PhasePlan.Validator.SERVER,
              1,
              new PruningStop(0.2, 1),
              OptionalInt.empty()),
          new PhasePlan.Clipping(new ClippingDelta.Search(3, 1, 0.5, 0.3), Spread.LIVE),
          new PhasePlan.FineTuning(4, 2, 0.05),
          new PhasePlan.FinePruning(
              ActivationRecord.AFTER_ACTIVATION, 1, new PruningStop(0.3, 1), TUNING),
          new PhasePlan.NeuralCleanse(
              3, true, new TriggerInversion(6, 4, 0.1, 0.2, 0.01, 2, 2), 0.1, 0.5, TUNING));

  private ToyRun() {}

  static final Devices DEVICES =
      new Devices(
          new Devices.Profile(
              new Distribution.Lognormal(0.01, 0.5), new Distribution.Exponential(0.2), 1e6),
          List.of());

  public static ServerSetup setup(int perRound, List<PhasePlan> phases) {
    return setup(perRound, phases, DEVICES, client -> images(client).size());
  }

  static ServerSetup setup(
      int perRound, List<PhasePlan> phases, Devices devices, ToIntFunction<ClientId> examplesOf) {
    return setup(perRound, phases, devices, examplesOf, new FederatedAveraging());
  }

  static ServerSetup setup(
      int perRound,
      List<PhasePlan> phases,
      Devices devices,
      ToIntFunction<ClientId> examplesOf,
      Aggregator rule) {
    return new ServerSetup(
        new GlobalModel(
            0,
            InitialModel.draw(NETWORK, STREAMS.stream("initial")),
            PrunedChannels.NONE,
            WeightMoments.NONE),
        phases,
        new PhaseContext.Federation(
            BLOCK,
            new PhaseContext.Selection(new Uniform(), OptionalInt.of(perRound)),
            ExchangeRules.PATIENT,
            Optional.empty(),
            new LocalTraining(1, 4, 0.1, 0, PrunedChannels.NONE),
            rule,
            1),
        new SimulatedClients(
            CLIENTS,
            Set.of(),
            examplesOf,
            new DispatchOutcomes(new DispatchConditions(devices, Availability.ALWAYS, 0), STREAMS)),
        Timeline.EMPTY,
        evaluationSets().validation(),
        STREAMS);
  }

  static Examples images(ClientId client) {
    return images(5 + client.index(), 1 + client.index());
  }

  static Examples images(int count, int labelStep) {
    return new GreyImages(
        NETWORK.input(), IntStream.range(0, count).map(i -> i * labelStep % 3).toArray());
  }

  public static EvaluationSets evaluationSets() {
    return new EvaluationSets(images(20, 1), images(30, 2), List.of(images(7, 1), images(3, 2)));
  }

  public static ClientWork benign(ClientId client) {
    return new BenignWork(client, images(client), BLOCK, STREAMS);
  }

  public static Learners learners() {
    return new Learners(new ToyEngine(), NETWORK);
  }

  /** Runs the setup with clients of these works. */
  public static GlobalModel run(
      ServerSetup setup, Function<ClientId, ClientWork> workOf, int threads, Journal journal)
      throws Simulation.SimulationFailed, InterruptedException {
    return run(setup, workOf, fired -> evaluationSets(), threads, journal);
  }

  /** Runs it with that to measure models on, once those entries of the script have fired. */
  static GlobalModel run(
      ServerSetup setup,
      Function<ClientId, ClientWork> workOf,
      Function<FiredEntries, EvaluationSets> evaluationSets,
      int threads,
      Journal journal)
      throws Simulation.SimulationFailed, InterruptedException {
    return run(setup, workOf, evaluationSets, threads, journal, StartPoint.WHOLE);
  }

  /** Runs that part of it. */
  static GlobalModel run(
      ServerSetup setup,
      Function<ClientId, ClientWork> workOf,
      Function<FiredEntries, EvaluationSets> evaluationSets,
      int threads,
      Journal journal,
      StartPoint startPoint)
      throws Simulation.SimulationFailed, InterruptedException {
    try (Learners learners = learners()) {
      Simulation.Clients clients =
          Simulation.Clients.here(
              client -> ClientActor.working(workOf.apply(client), learners), threads);
      return Simulation.run(setup, clients, evaluationSets, learners, threads, journal, startPoint);
    }
  }
}
