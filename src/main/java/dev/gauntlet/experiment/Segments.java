package dev.gauntlet.experiment;

import dev.gauntlet.actor.ServerState;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.actor.StartPoint;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.checkpoint.CheckpointFolder;
import dev.gauntlet.experiment.backend.ClientBackend;
import dev.gauntlet.experiment.runfolder.Resumption;
import dev.gauntlet.experiment.runfolder.RunFolder;
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

/** A run's segments, one after the other: its phases, then each branch from where they ended. */
final class Segments {

  private static final Logger LOG = LoggerFactory.getLogger(Segments.class);

  private final PreparedRun prepared;
  private final Scenario scenario;
  private final Simulator simulator;
  private final ClientBackend backend;
  private final RunRecord run;
  private final Checkpoint.Origin origin;
  private AdversaryTimeline script;

  Segments(PreparedRun prepared, ClientBackend backend, RunRecord run) {
    this.prepared = prepared;
    this.scenario = prepared.scenario();
    this.simulator = prepared.simulator();
    this.backend = backend;
    this.run = run;
    this.origin = prepared.origin();
    this.script = scenario.attackScript();
  }

  /**
   * Goes through all of them.
   *
   * @param from the checkpoint that the run's own phases go on from
   */
  Summary carryOut(RunFolder folder, Optional<Checkpoint> from)
      throws Simulation.SimulationFailed, InterruptedException, IOException {
    Segment main = new Segment("", folder, scenario.phases(), from, null);
    SegmentRecord record = run.open(main, script);
    Optional<PrunedChannels> rehearsed;
    if (from.isEmpty()) {
      record.record(0, prepared.started());
      rehearsed = simulator.rehearse(Optional.empty());
      inform(rehearsed);
      Knowledge.events(script).forEach(event -> record.record(0, event));
    } else {
      rehearsed = Optional.ofNullable(from.get().rehearsed());
      inform(rehearsed);
    }
    record.onRehearsed(rehearsed.orElse(null));
    ClientBackend.Clients clients = backend.clients(script);
    goThrough(main, record, clients);
    Summary summary = record.summary();
    Map<String, Summary.BranchSummary> branches = new LinkedHashMap<>();
    for (Map.Entry<String, List<PhasePlan>> branch : scenario.branches().entrySet()) {
      Segment segment = branch(folder.path(), branch.getKey(), branch.getValue(), record.end());
      branches.put(branch.getKey(), branch(segment, rehearsed, clients).asBranch());
      summary = summary.with(branches);
      folder.write(RunFolder.SUMMARY, Json.pretty(summary));
    }
    return summary;
  }

  private void inform(Optional<PrunedChannels> rehearsed) {
    script = rehearsed.map(script::told).orElse(script);
  }

  private Summary branch(
      Segment segment, Optional<PrunedChannels> rehearsed, ClientBackend.Clients clients)
      throws Simulation.SimulationFailed, InterruptedException {
    SegmentRecord record = run.open(segment, script);
    record.onRehearsed(rehearsed.orElse(null));
    ServerState start = segment.start();
    if (start != null) {
      record.record(
          start.inFlight().now(),
          new RunEvent.BranchStarted(
              scenario.name(),
              scenario.seed(),
              segment.branch(),
              start.phaseIndex(),
              start.roundsDone()));
    }
    goThrough(segment, record, clients);
    return record.summary();
  }

  /** The branch as far as it has come, or from its beginning. */
  private Segment branch(Path run, String name, List<PhasePlan> plans, ServerState end)
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
        return new Segment(name, RunFolder.goOn(folder), phases, reached, null);
      }
      LOG.warn("branch {} starts again: {}", name, String.join("; ", changed));
    }
    return new Segment(name, RunFolder.open(folder), phases, Optional.empty(), end);
  }

  /**
   * To the segment's end. After a failure its record is left open, for the failure to be told
   * there.
   */
  private void goThrough(Segment segment, SegmentRecord record, ClientBackend.Clients clients)
      throws Simulation.SimulationFailed, InterruptedException {
    GlobalModel model =
        simulator.run(
            script, segment.phases(), clients, record, new StartPoint(segment.from(), record));
    record.finish(
        target -> ModelArchive.write(scenario.architecture(), model.parameters(), target));
  }
}
