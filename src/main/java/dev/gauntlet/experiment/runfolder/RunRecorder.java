package dev.gauntlet.experiment.runfolder;

import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.report.Json;
import dev.gauntlet.report.MetricsCsv;
import dev.gauntlet.report.Summary;
import java.util.Map;
import java.util.Set;

/** Writes events into the run's folder as they come, and keeps the summary up to date. */
public final class RunRecorder implements Journal, AutoCloseable {

  private static final Set<Class<? extends RunEvent>> SUMMARISED =
      Set.of(RunEvent.PhaseFinished.class, RunEvent.RunFinished.class, RunEvent.RunForked.class);

  private final RunFolder folder;
  private final AppendOnlyFile events;
  private final AppendOnlyFile metrics;
  private final Summary.Builder summary;
  private boolean closed;

  /** Begins the files. */
  public RunRecorder(RunFolder folder) {
    this.folder = folder;
    this.summary = new Summary.Builder();
    this.events = folder.lines(RunFolder.EVENTS);
    this.metrics = folder.lines(RunFolder.METRICS);
    metrics.append(MetricsCsv.HEADER);
  }

  /** Goes on with the files from there; what they hold beyond is cut off. */
  public RunRecorder(RunFolder folder, Checkpoint.JournalPosition from) {
    this.folder = folder;
    this.summary = new Summary.Builder(from.summary(), from.detection());
    this.events = folder.lines(RunFolder.EVENTS, from.events());
    this.metrics = folder.lines(RunFolder.METRICS, from.metrics());
    if (!from.summary().phases().isEmpty()) {
      folder.write(RunFolder.SUMMARY, Json.pretty(summary.build()));
    }
  }

  /**
   * How far the files are.
   *
   * @param asked clients whose updates have not come yet, and whether they attack
   */
  public synchronized Checkpoint.JournalPosition position(Map<Integer, Boolean> asked) {
    return new Checkpoint.JournalPosition(
        events.position(), metrics.position(), summary.build(), summary.detection(), asked);
  }

  /** Makes durable what is in the files; does not wait for who writes to them. */
  public void force() {
    events.force();
    metrics.force();
  }

  // Server and evaluator take turns; the lock makes their writes visible to each other.
  @Override
  public synchronized void record(double time, RunEvent event) {
    if (closed) {
      // The run has been stopped: what its threads still do is done over when it is resumed.
      return;
    }
    events.append(Json.line(time, event));
    summary.add(event);
    if (event instanceof RunEvent.ModelMeasured measured) {
      metrics.append(MetricsCsv.row(time, measured));
      events.flush();
      metrics.flush();
    } else if (SUMMARISED.contains(event.getClass())) {
      events.flush();
      folder.write(RunFolder.SUMMARY, Json.pretty(summary.build()));
    }
  }

  public synchronized Summary summary() {
    return summary.build();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (metrics) {
      events.close();
    }
  }
}
