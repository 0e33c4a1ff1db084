package dev.gauntlet.experiment;

import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.experiment.backend.ClientBackend;
import dev.gauntlet.experiment.provenance.Host;
import dev.gauntlet.experiment.runfolder.Manifest;
import dev.gauntlet.experiment.runfolder.RunFolder;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.report.Json;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that a run leaves: its folder from the first file to the last, and its manifest. */
final class RunRecord implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecord.class);
  private static final double NANOS = 1e9;

  private final PreparedRun prepared;
  private final RunFolder folder;
  private final ClientBackend backend;
  private final Checkpoint.Origin origin;
  private final Checkpoint.History before;
  private final TrainingClock clock;
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();
  private volatile @Nullable SegmentRecord segment;
  private boolean stopped;

  /**
   * @param before what it has cost before, if it goes on
   */
  RunRecord(
      PreparedRun prepared, RunFolder folder, ClientBackend backend, Checkpoint.History before) {
    this.prepared = prepared;
    this.folder = folder;
    this.backend = backend;
    this.origin = prepared.origin();
    this.before = before;
    this.clock = new TrainingClock(before.trainingSeconds());
  }

  /** Writes the manifest with what is known at the beginning. */
  void begin() {
    writeManifest(false, null);
  }

  /** Opens the files of the next segment of the run, which is the only one until it is closed. */
  SegmentRecord open(Segment next, AdversaryTimeline script) {
    SegmentRecord opened =
        new SegmentRecord(next, script, prepared.options(), origin, this::history, clock, backend);
    segment = opened;
    return opened;
  }

  /** Writes the manifest that says that the run has come to its end. */
  synchronized void finish() {
    if (stopped) {
      throw new CancellationException("the run has been stopped");
    }
    writeManifest(true, null);
  }

  /** Notes the failure as far as the disk still takes it. */
  void fail(Throwable cause) {
    try {
      SegmentRecord current = segment;
      if (current != null) {
        current.recordAtTheEnd(new RunEvent.RunFailed(words(cause)));
      }
      writeManifest(true, words(cause));
    } catch (RuntimeException e) {
      LOG.warn("the failure itself could not be written to {}: {}", folder.path(), words(e));
    }
  }

  /**
   * Leaves the files as they are, whole and on the disk, whatever other threads are at.
   *
   * @param millis to wait for a checkpoint that is being written
   */
  void stop(long millis) throws InterruptedException {
    synchronized (this) {
      stopped = true;
    }
    SegmentRecord current = segment;
    if (current != null) {
      current.stop(millis);
    }
  }

  @Override
  public void close() {
    SegmentRecord current = segment;
    if (current != null) {
      current.close();
    }
  }

  /** A failure in words for the user: its innermost cause where that says more. */
  static String words(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return failure instanceof UncheckedIOException unchecked
        ? "a file could not be written: " + unchecked.getCause()
        : String.valueOf(message);
  }

  private Checkpoint.History history() {
    return new Checkpoint.History(
        before.trainedSamples() + backend.trainedSamples(),
        clock.seconds(),
        before.wallSeconds() + (System.nanoTime() - startNanos) / NANOS,
        before.resumed(),
        before.forkedFrom());
  }

  private void writeManifest(boolean ended, @Nullable String failure) {
    Checkpoint.History now = history();
    folder.write(
        RunFolder.MANIFEST,
        Json.pretty(
            new Manifest(
                origin.version(),
                origin.commit(),
                Host.jvm(),
                Host.os(),
                Host.processor(),
                prepared.engine().description(),
                prepared.options().threads(),
                prepared.data().set().name(),
                prepared.data().set().files(),
                started.toString(),
                ended ? now.wallSeconds() : null,
                now.trainedSamples(),
                now.trainingSeconds() == 0 ? null : now.trainedSamples() / now.trainingSeconds(),
                now.resumed() == 0 ? null : now.resumed(),
                now.forkedFrom(),
                backend.report().orElse(null),
                failure)));
  }
}
