package dev.gauntlet.experiment;

import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.runfolder.RunLock;
import dev.gauntlet.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a run begins.
 *
 * @param checkpoint of its own to go on from
 * @param fork the point of another run to go on from
 * @param lock on the folder, where that was needed already
 * @param again whether the folder holds the run's scenario
 * @param warnings for the user
 */
record Start(
    Optional<Checkpoint> checkpoint,
    Optional<Fork> fork,
    Optional<RunLock> lock,
    boolean again,
    List<String> warnings) {

  /** From nothing. */
  static final Start NEW =
      new Start(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());

  Start {
    warnings = List.copyOf(warnings);
  }

  static Start fork(Fork fork, List<String> warnings) {
    return new Start(Optional.empty(), Optional.of(fork), Optional.empty(), false, warnings);
  }

  static Start again(Optional<Checkpoint> checkpoint, RunLock lock, List<String> warnings) {
    return new Start(
        checkpoint.map(Checkpoint::resumedOnceMore),
        Optional.empty(),
        Optional.of(lock),
        true,
        warnings);
  }

  /** By client: the labels that it has to hold, by what the run was begun with if it has begun. */
  Map<Integer, Set<Integer>> requiredLabels(Scenario scenario) {
    return checkpoint
        .or(() -> fork.map(Fork::from))
        .map(begun -> begun.origin().requiredLabels())
        .orElseGet(() -> FederationData.requiredLabels(scenario.attacks()));
  }
}
