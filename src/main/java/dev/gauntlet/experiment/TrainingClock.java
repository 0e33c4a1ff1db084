package dev.gauntlet.experiment;

import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;

/**
 * Wall time spent in training rounds: of synchronous rounds from the cohort's start to its last
 * update; of asynchronous ones, in which clients train while models are measured, all of it.
 */
final class TrainingClock implements Journal {

  private static final double NANOS = 1e9;

  private boolean running;
  private boolean asynchronous;
  private long start;
  private long last;
  private long closedNanos;

  /**
   * @param secondsBefore spent before
   */
  TrainingClock(double secondsBefore) {
    closedNanos = Math.round(secondsBefore * NANOS);
  }

  @Override
  public synchronized void record(double time, RunEvent event) {
    if (event instanceof RunEvent.RoundStarted && !running) {
      running = true;
      start = System.nanoTime();
      last = start;
    } else if (event instanceof RunEvent.ClientAsked) {
      asynchronous = true;
    } else if (event instanceof RunEvent.UpdateReceived
        || event instanceof RunEvent.UpdateRejected) {
      last = System.nanoTime();
    } else if ((event instanceof RunEvent.ModelMeasured && !asynchronous)
        || event instanceof RunEvent.PhaseFinished) {
      close();
      asynchronous = false;
    }
  }

  synchronized double seconds() {
    return (closedNanos + (running ? last - start : 0)) / NANOS;
  }

  private void close() {
    closedNanos += running ? last - start : 0;
    running = false;
  }
}
