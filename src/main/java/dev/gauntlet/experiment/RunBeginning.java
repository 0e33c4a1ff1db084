package dev.gauntlet.experiment;

import dev.gauntlet.actor.ServerState;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.checkpoint.CheckpointFolder;
import dev.gauntlet.experiment.runfolder.RunFolder;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.metrics.RunEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The beginning of a run: its folder becomes one that it goes on in. */
final class RunBeginning {

  private RunBeginning() {}

  /** Makes the folder one that a run goes on in, and tells from where. */
  static Optional<Checkpoint> in(Path folder, PreparedRun run)
      throws IOException, Simulation.SimulationFailed, InterruptedException {
    if (run.start().checkpoint().isPresent()) {
      new CheckpointFolder(folder.resolve(RunFolder.CHECKPOINTS))
          .removeAfter(run.start().checkpoint().get().place());
      return run.start().checkpoint();
    }
    RunFolder opened = RunFolder.open(folder, run.start().again());
    Optional<Checkpoint> from = Optional.empty();
    if (run.start().fork().isPresent()) {
      from = Optional.of(plant(run, run.start().fork().get(), opened));
    }
    // Last of all: a folder without it is not one to be resumed.
    opened.write(RunFolder.SCENARIO, run.scenario().source().text());
    return from;
  }

  private static Checkpoint plant(PreparedRun run, Fork fork, RunFolder folder)
      throws IOException, Simulation.SimulationFailed, InterruptedException {
    ServerState state = fork.stateFor(run.scenario());
    Optional<PrunedChannels> rehearsed = run.simulator().rehearse(Optional.of(state));
    List<RunEvent> events = new ArrayList<>();
    events.add(
        new RunEvent.RunForked(
            run.scenario().name(), state.phaseIndex(), state.roundsDone(), run.attackers()));
    events.addAll(
        Knowledge.events(
            rehearsed
                .map(run.scenario().attackScript()::told)
                .orElse(run.scenario().attackScript())));
    return fork.plant(
        folder,
        run.scenario(),
        run.origin(),
        events,
        rehearsed.orElse(null),
        run.options().checkpoints().roundsKept());
  }
}
