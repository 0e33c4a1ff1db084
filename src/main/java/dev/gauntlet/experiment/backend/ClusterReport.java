package dev.gauntlet.experiment.backend;

import dev.gauntlet.actor.cluster.ClusterStatus;
import java.util.List;

/**
 * What a cluster did for a run, for its manifest.
 *
 * @param workers in the order in which they came, those that went first
 * @param bytesSent by the run's node to all workers
 * @param bytesReceived by it from all of them
 */
public record ClusterReport(
    List<ClusterStatus.Worker> workers, long bytesSent, long bytesReceived) {

  public ClusterReport {
    workers = List.copyOf(workers);
  }
}
