package dev.gauntlet.actor.cluster;

import java.util.List;

/**
 * How a run's workers are.
 *
 * @param present the workers that can be given work
 * @param gone those that could
 * @param losses who went or was refused, and why, in that order
 */
public record ClusterStatus(List<Worker> present, List<Worker> gone, List<String> losses) {

  static final ClusterStatus NOBODY = new ClusterStatus(List.of(), List.of(), List.of());

  public ClusterStatus {
    present = List.copyOf(present);
    gone = List.copyOf(gone);
    losses = List.copyOf(losses);
  }

  /**
   * A worker.
   *
   * @param name its address
   * @param atWork assignments that it has
   * @param tasks assignments that it has done
   * @param trainedSamples examples it has trained on, every pass counted, as far as it has told
   * @param end why it went; empty while it is there
   */
  public record Worker(
      String name, int threads, int atWork, long tasks, long trainedSamples, String end) {}

  /** Why the last worker went or was refused. */
  String lastLoss() {
    return losses.isEmpty() ? "none has come" : losses.get(losses.size() - 1);
  }

  /** On which clients train now. */
  public int threads() {
    return present.stream().mapToInt(Worker::threads).sum();
  }

  /** How many of them have something to do. */
  public int busyThreads() {
    return present.stream().mapToInt(w -> Math.min(w.threads(), w.atWork())).sum();
  }

  /** By all workers together. */
  public long trainedSamples() {
    return present.stream().mapToLong(Worker::trainedSamples).sum()
        + gone.stream().mapToLong(Worker::trainedSamples).sum();
  }
}
