package dev.gauntlet.actor;

import akka.actor.typed.Behavior;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.client.BenignWork;
import dev.gauntlet.client.ClientWork;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.defense.PruningStop;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.CohortSelection;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.InitialModel;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.ToyEngine;
import dev.gauntlet.metrics.Examination;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.simulation.Distribution;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Runs without a network: a handful of clients, every phase, milliseconds. */
final class ToyRun {

  static final int CLIENTS = 6;
  static final Architecture NETWORK = ToyEngine.ARCHITECTURE;
  static final ChannelBlock BLOCK = NETWORK.lastConvolution();
  static final RandomStreams STREAMS = new RandomStreams(1);

  /** Every kind of phase, with both votes and both validators. */
  static final List<PhasePlan> EVERY_PHASE =
      List.of(
          new PhasePlan.Training(3),
          new PhasePlan.Pruning(
              new PruningVote.Ranking(), PhasePlan.Validator.CLIENTS, 2, new PruningStop(0.2, 1)),
          new PhasePlan.Pruning(
              new PruningVote.Majority(List.of(0.3, 0.6)),
              PhasePlan.Validator.SERVER,
              1,
              new PruningStop(0.2, 1)),
          new PhasePlan.Clipping(new ClippingDelta.Search(3, 1, 0.5, 0.3)),
          new PhasePlan.FineTuning(4, 2, 0.05));

  private ToyRun() {}

  static ServerSetup setup(int perRound, List<PhasePlan> phases) {
    return new ServerSetup(
        new GlobalModel(
            0, InitialModel.draw(NETWORK, STREAMS.stream("initial")), PrunedChannels.NONE),
        phases,
        new PhaseContext.Federation(
            BLOCK,
            new CohortSelection(CLIENTS, perRound, STREAMS),
            new LocalTraining(1, 4, 0.1, 0, PrunedChannels.NONE),
            new FederatedAveraging(),
            1),
        new Devices(
            new Devices.Profile(
                new Distribution.Lognormal(0.01, 0.5), new Distribution.Exponential(0.2), 1e6),
            List.of()),
        client -> images(client).size(),
        STREAMS);
  }

  static Examples images(ClientId client) {
    return images(5 + client.index(), 1 + client.index());
  }

  static Examples images(int count, int labelStep) {
    return new GreyImages(
        NETWORK.input(), IntStream.range(0, count).map(i -> i * labelStep % 3).toArray());
  }

  static Examination examination() {
    return new Examination(images(20, 1), images(30, 2), List.of(images(7, 1), images(3, 2)));
  }

  static ClientWork benign(ClientId client) {
    return new BenignWork(client, images(client), BLOCK, STREAMS);
  }

  static Learners learners() {
    return new Learners(new ToyEngine(), NETWORK);
  }

  /** Runs the setup with clients of these works. */
  static GlobalModel run(
      ServerSetup setup, Function<ClientId, ClientWork> workOf, int threads, Journal journal)
      throws Simulation.SimulationFailed, InterruptedException {
    try (Learners learners = learners()) {
      Function<ClientId, Behavior<ClientActor.Message>> behaviorOf =
          client -> ClientActor.working(workOf.apply(client), learners);
      return Simulation.run(setup, behaviorOf, examination(), learners, threads, journal);
    }
  }
}
