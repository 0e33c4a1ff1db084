package dev.gauntlet.experiment;

import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;

/** Wall time spent in training rounds, from the cohort's start to its last update. */
final class TrainingClock implements Journal {

  private static final double NANOS = 1e9;

  private long roundStart;
  private long roundNanos;
  private long closedNanos;

  @Override
  public synchronized void record(double time, RunEvent event) {
    if (event instanceof RunEvent.RoundStarted) {
      roundStart = System.nanoTime();
      closedNanos += roundNanos;
      roundNanos = 0;
    } else if (event instanceof RunEvent.UpdateReceived
        || event instanceof RunEvent.UpdateRejected) {
      roundNanos = System.nanoTime() - roundStart;
    }
  }

  synchronized double seconds() {
    return (closedNanos + roundNanos) / NANOS;
  }
}
