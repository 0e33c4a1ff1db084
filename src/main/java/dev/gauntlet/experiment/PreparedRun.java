package dev.gauntlet.experiment;

import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.experiment.backend.ClientBackend;
import dev.gauntlet.experiment.backend.ClusterBackend;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.provenance.Provenance;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.experiment.runfolder.RunLock;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.learning.engine.NetworkEngines;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as it was asked for, with all that it needs.
 *
 * @param data the images, divided among the clients
 * @param start how it begins
 * @param provenance what its results depend on beside the scenario
 */
record PreparedRun(
    Scenario scenario,
    RunOptions options,
    FederationData data,
    NetworkEngine engine,
    Start start,
    Provenance provenance) {

  static PreparedRun of(Scenario scenario, RunOptions options, FederationData data, Start start)
      throws RequestException {
    NetworkEngine engine = NetworkEngines.preferred();
    return new PreparedRun(
        scenario, options, data, engine, start, Provenance.of(scenario, data, engine));
  }

  /** Where the run's files go. */
  Path folder() {
    return Experiment.folder(scenario, options);
  }

  /** What the user should know before it runs. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>(start.warnings());
    scenario.source().warnings().forEach(warning -> warnings.add(warning.toString()));
    for (int victim : data.unopposedVictims(scenario.attacks())) {
      warnings.add(
          "every client that holds images of the victim label "
              + victim
              + " is an attacker: no honest client trains against the backdoor (more clients, more"
              + " labels per client or fewer attackers leave it to some)");
    }
    return warnings;
  }

  Simulator simulator() {
    return new Simulator(scenario, options, data, engine);
  }

  /** What the run was begun with, as its checkpoints say. */
  Checkpoint.Origin origin() {
    return provenance.origin(start.requiredLabels(scenario));
  }

  /** Where its clients compute. */
  ClientBackend backend(Learners learners) throws RequestException {
    return options.cluster().isPresent()
        ? ClusterBackend.open(
            scenario,
            data,
            engine,
            learners,
            options,
            options.cluster().get(),
            origin().requiredLabels())
        : simulator().thisJvm(learners);
  }

  /** The lock on its folder, which is made for it. */
  RunLock lock() throws IOException {
    if (start.lock().isPresent()) {
      return start.lock().get();
    }
    return RunLock.acquire(folder()).orElseThrow(() -> new IOException(RunLock.refusal(folder())));
  }

  /** Its first event. */
  RunEvent.RunStarted started() {
    return new RunEvent.RunStarted(
        scenario.name(),
        scenario.seed(),
        scenario.clients(),
        attackers(),
        scenario.architecture().name(),
        scenario.architecture().parameterCount());
  }

  /** The numbers of the clients that attack at the beginning, ascending. */
  List<Integer> attackers() {
    return scenario.attacks().stream()
        .flatMap(attack -> attack.clients().stream())
        .map(ClientId::index)
        .sorted()
        .toList();
  }
}
