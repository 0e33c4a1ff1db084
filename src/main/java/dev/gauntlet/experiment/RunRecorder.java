package dev.gauntlet.experiment;

import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.report.Json;
import dev.gauntlet.report.MetricsCsv;
import dev.gauntlet.report.Summary;

/** Writes events into the run's folder as they come, and keeps the summary up to date. */
final class RunRecorder implements Journal, AutoCloseable {

  private final RunFolder folder;
  private final LineFile events;
  private final LineFile metrics;
  private final Summary.Builder summary = new Summary.Builder();

  RunRecorder(RunFolder folder) {
    this.folder = folder;
    this.events = folder.lines(RunFolder.EVENTS);
    this.metrics = folder.lines(RunFolder.METRICS);
    metrics.append(MetricsCsv.HEADER);
  }

  // Server and examiner take turns; the lock makes their writes visible to each other.
  @Override
  public synchronized void record(double time, RunEvent event) {
    events.append(Json.line(time, event));
    summary.add(event);
    if (event instanceof RunEvent.ModelMeasured measured) {
      metrics.append(MetricsCsv.row(time, measured));
      events.flush();
      metrics.flush();
    } else if (event instanceof RunEvent.PhaseFinished || event instanceof RunEvent.RunFinished) {
      events.flush();
      folder.write(RunFolder.SUMMARY, Json.pretty(summary.build()));
    }
  }

  synchronized Summary summary() {
    return summary.build();
  }

  @Override
  public synchronized void close() {
    try (metrics) {
      events.close();
    }
  }
}
