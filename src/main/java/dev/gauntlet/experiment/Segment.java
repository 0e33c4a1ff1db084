package dev.gauntlet.experiment;

import dev.gauntlet.actor.ServerState;
import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.experiment.runfolder.RunFolder;
import dev.gauntlet.phase.PhasePlan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list of phases with files of its own: that of the run, or of one of its branches.
 *
 * @param branch its name; empty for the run itself
 * @param folder of its files
 * @param phases all that lead to its end, in order
 * @param checkpoint to go on from, if it has got so far before
 * @param start the state that it begins with otherwise; null for the beginning of the run
 */
record Segment(
    String branch,
    RunFolder folder,
    List<PhasePlan> phases,
    Optional<Checkpoint> checkpoint,
    @Nullable ServerState start) {

  Segment {
    phases = List.copyOf(phases);
  }

  /** The state to begin or to go on from; empty for the beginning of the run. */
  Optional<ServerState> from() {
    return checkpoint.map(Checkpoint::state).or(() -> Optional.ofNullable(start));
  }
}
