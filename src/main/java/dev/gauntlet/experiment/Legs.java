package dev.gauntlet.experiment;

import dev.gauntlet.actor.Course;
import dev.gauntlet.actor.ServerState;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.attack.AttackScript;
import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.checkpoint.CheckpointFolder;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.dl4j.ModelArchive;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.report.Json;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's legs, one after the other: its phases, then each branch from where they ended. */
final class Legs {

  private static final Logger LOG = LoggerFactory.getLogger(Legs.class);

  private final Scenario scenario;
  private final Simulator simulator;
  private final RunHands hands;
  private final RunRecord run;
  private final Checkpoint.Origin origin;
  private AttackScript script;

  Legs(Simulator simulator, RunHands hands, RunRecord run, Checkpoint.Origin origin) {
    this.scenario = simulator.scenario();
    this.simulator = simulator;
    this.hands = hands;
    this.run = run;
    this.origin = origin;
    this.script = scenario.attackScript();
  }

  /**
   * Goes through all of them.
   *
   * @param from the checkpoint that the run's own phases go on from
   * @param started the first event of a run that begins
   */
  Summary carryOut(RunFolder folder, Optional<Checkpoint> from, RunEvent.RunStarted started)
      throws Simulation.SimulationFailed, InterruptedException, IOException {
    Leg main = new Leg("", folder, scenario.phases(), from, null);
    LegRecord record = run.open(main, script);
    Optional<PrunedChannels> rehearsed;
    if (from.isEmpty()) {
      record.record(0, started);
      rehearsed = simulator.rehearse(Optional.empty());
      inform(rehearsed);
      Knowledge.events(script).forEach(event -> record.record(0, event));
    } else {
      rehearsed = Optional.ofNullable(from.get().rehearsed());
      inform(rehearsed);
    }
    record.onRehearsed(rehearsed.orElse(null));
    RunHands.Clients clients = hands.clients(script);
    goThrough(main, record, clients);
    Summary summary = record.summary();
    Map<String, Summary.BranchSummary> branches = new LinkedHashMap<>();
    for (Map.Entry<String, List<PhasePlan>> branch : scenario.branches().entrySet()) {
      Leg leg = branch(folder.path(), branch.getKey(), branch.getValue(), record.end());
      branches.put(branch.getKey(), branch(leg, rehearsed, clients).asBranch());
      summary = summary.with(branches);
      folder.write(RunFolder.SUMMARY, Json.pretty(summary));
    }
    return summary;
  }

  private void inform(Optional<PrunedChannels> rehearsed) {
    script = rehearsed.map(script::told).orElse(script);
  }

  private Summary branch(Leg leg, Optional<PrunedChannels> rehearsed, RunHands.Clients clients)
      throws Simulation.SimulationFailed, InterruptedException {
    LegRecord record = run.open(leg, script);
    record.onRehearsed(rehearsed.orElse(null));
    ServerState start = leg.start();
    if (start != null) {
      record.record(
          start.underWay().now(),
          new RunEvent.BranchStarted(
              scenario.name(),
              scenario.seed(),
              leg.branch(),
              start.phaseIndex(),
              start.roundsDone()));
    }
    goThrough(leg, record, clients);
    return record.summary();
  }

  /** The branch as far as it has come, or from its beginning. */
  private Leg branch(Path run, String name, List<PhasePlan> plans, ServerState end)
      throws IOException {
    Path folder = RunFolder.branch(run, name);
    List<PhasePlan> phases = new ArrayList<>(scenario.phases());
    phases.addAll(plans);
    List<String> problems = new ArrayList<>();
    Optional<Checkpoint> reached =
        new CheckpointFolder(folder.resolve(RunFolder.CHECKPOINTS)).latest(problems);
    problems.forEach(LOG::warn);
    if (reached.isPresent()
        && reached.get().origin().scenarioSha256().equals(origin.scenarioSha256())) {
      List<String> changed = Resumption.problems(reached.get(), origin, folder);
      if (changed.isEmpty()) {
        return new Leg(name, RunFolder.goOn(folder), phases, reached, null);
      }
      LOG.warn("branch {} starts again: {}", name, String.join("; ", changed));
    }
    return new Leg(name, RunFolder.open(folder), phases, Optional.empty(), end);
  }

  /**
   * To the leg's end. After a failure its record is left open, for the failure to be told there.
   */
  private void goThrough(Leg leg, LegRecord record, RunHands.Clients clients)
      throws Simulation.SimulationFailed, InterruptedException {
    GlobalModel model =
        simulator.run(script, leg.phases(), clients, record, new Course(leg.from(), record));
    record.finish(
        target -> ModelArchive.write(scenario.architecture(), model.parameters(), target));
  }
}
