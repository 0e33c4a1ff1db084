package dev.gauntlet.experiment;

import dev.gauntlet.match.Actions;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;

/**
 * Wall time spent in training rounds: of synchronous rounds from the cohort's start to its last
 * update; of asynchronous ones, in which clients train while models are measured, all of it.
 */
final class TrainingClock implements Journal {

  private static final double NANOS = 1e9;

  private final Actions<RunEvent> events =
      Actions.on(RunEvent.class)
          .when(RunEvent.RoundStarted.class, round -> begin())
          .when(RunEvent.ClientAsked.class, asked -> asynchronous = true)
          .when(RunEvent.UpdateReceived.class, update -> last = System.nanoTime())
          .when(RunEvent.UpdateRejected.class, update -> last = System.nanoTime())
          .when(RunEvent.ModelMeasured.class, model -> measured())
          .when(RunEvent.PhaseFinished.class, phase -> endPhase())
          .ignoringOthers();
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
    events.of(event);
  }

  private void begin() {
    if (!running) {
      running = true;
      start = System.nanoTime();
      last = start;
    }
  }

  private void measured() {
    if (!asynchronous) {
      close();
    }
  }

  private void endPhase() {
    close();
    asynchronous = false;
  }

  synchronized double seconds() {
    return (closedNanos + (running ? last - start : 0)) / NANOS;
  }

  private void close() {
    closedNanos += running ? last - start : 0;
    running = false;
  }
}
