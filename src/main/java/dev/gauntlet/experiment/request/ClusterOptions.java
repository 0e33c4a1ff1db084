package dev.gauntlet.experiment.request;

import dev.gauntlet.actor.cluster.NodeSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who does the clients' work, if not this JVM.
 *
 * @param settings of the run's node
 * @param file that they were read from, for the workers that the run starts itself
 * @param minWorkers how many workers the run waits for before it begins
 * @param ownWorkers how many JVMs the run starts on this machine to be its workers
 */
public record ClusterOptions(
    NodeSettings settings, Optional<Path> file, int minWorkers, int ownWorkers) {

  public ClusterOptions {
    if (minWorkers < 1 || ownWorkers < 0) {
      throw new IllegalArgumentException("a cluster's run needs at least one worker");
    }
  }
}
