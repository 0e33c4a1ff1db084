package dev.gauntlet.actor.cluster;

import java.util.List;

/**
 * How a run's workers are.
 *
 * @param present the workers that can be given work
 * @param gone those that could
 * @param lastLoss why the last worker that went, or that did not come, did so
 */
public record FleetStatus(List<Worker> present, List<Worker> gone, String lastLoss) {

  static final FleetStatus NOBODY = new FleetStatus(List.of(), List.of(), "none has come");

  public FleetStatus {
    present = List.copyOf(present);
    gone = List.copyOf(gone);
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
