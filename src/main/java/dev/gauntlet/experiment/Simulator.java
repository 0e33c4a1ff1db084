package dev.gauntlet.experiment;

import dev.gauntlet.actor.ServerSetup;
import dev.gauntlet.actor.ServerState;
import dev.gauntlet.actor.SimulatedClients;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.actor.StartPoint;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.experiment.backend.ClientBackend;
import dev.gauntlet.experiment.backend.ClientFactory;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.request.ProgressDisplay;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.InitialModel;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.simulation.DispatchOutcomes;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a scenario's federation together and runs it. */
record Simulator(Scenario scenario, RunOptions options, FederationData data, NetworkEngine engine) {

  private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);

  /** How often at most: what attackers know changes what is pruned, and it need not settle. */
  private static final int REHEARSALS = 3;

  /**
   * Runs these phases, or that part of them.
   *
   * @param script the adversaries
   * @param clients who do the work, with those adversaries among them
   * @return the final model
   */
  GlobalModel run(
      AdversaryTimeline script,
      List<PhasePlan> phases,
      ClientBackend.Clients clients,
      Journal journal,
      StartPoint startPoint)
      throws Simulation.SimulationFailed, InterruptedException {
    return clients.simulate(
        setup(script, phases),
        fired -> data.evaluationSets(script.inEffect(fired)),
        journal,
        startPoint);
  }

  /** The threads of this JVM as those who do the clients' work. */
  ClientBackend.ThisJvm thisJvm(Learners learners) {
    return new ClientBackend.ThisJvm(scenario, data, streams(), learners, options.threads());
  }

  /**
   * What the defence prunes, if attackers wait to be told: that of a rehearsal, the same run to the
   * end of the pruning. The attackers of the first rehearsal do not know it, those of each further
   * one know what the one before it has pruned, until the same is pruned again.
   *
   * @param from where the run begins
   */
  Optional<PrunedChannels> rehearse(Optional<ServerState> from)
      throws Simulation.SimulationFailed, InterruptedException {
    AdversaryTimeline script = scenario.attackScript();
    if (!script.needsRehearsal()) {
      return Optional.empty();
    }
    List<PhasePlan> phases = PhasePlan.untilLastPruning(scenario.phases());
    if (from.isPresent() && from.get().phaseIndex() >= phases.size()) {
      return Optional.of(from.get().progress().model().pruned());
    }
    if (options.progress() != ProgressDisplay.NONE) {
      LOG.info("rehearsing the run up to its last pruning: attackers are to know what is pruned");
    }
    AdversaryTimeline knowing = script.withoutOracle();
    Optional<PrunedChannels> known = Optional.empty();
    for (int rehearsal = 0; rehearsal < REHEARSALS; rehearsal++) {
      Optional<PrunedChannels> pruned = Optional.of(rehearsed(knowing, phases, from));
      if (pruned.equals(known)) {
        break;
      }
      known = pruned;
      knowing = script.told(pruned.get());
    }
    return known;
  }

  private PrunedChannels rehearsed(
      AdversaryTimeline script, List<PhasePlan> phases, Optional<ServerState> from)
      throws Simulation.SimulationFailed, InterruptedException {
    // Learners of their own: what they train is no part of the run.
    try (Learners rehearsing = new Learners(engine, scenario.architecture())) {
      return run(
              script,
              phases,
              thisJvm(rehearsing).clients(script),
              (time, event) -> {},
              new StartPoint(from, StartPoint.WHOLE.checkpoints()))
          .pruned();
    }
  }

  private ServerSetup setup(AdversaryTimeline script, List<PhasePlan> phases) {
    Architecture architecture = scenario.architecture();
    RandomStreams streams = streams();
    GlobalModel initial =
        GlobalModel.initial(InitialModel.draw(architecture, streams.stream("initial-model")));
    return new ServerSetup(
        initial,
        phases,
        scenario.federation(),
        new SimulatedClients(
            scenario.clients(),
            scenario.participants().absentAtStart(),
            client -> data.partition().size(client.index()),
            new ClientFactory(data, architecture.lastConvolution(), streams, script)::trainingLoad,
            new DispatchOutcomes(scenario.dispatches(), streams)),
        scenario.timeline(),
        data.validation(),
        streams);
  }

  private RandomStreams streams() {
    return new RandomStreams(scenario.seed());
  }
}
