package dev.gauntlet.experiment;

import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.report.Json;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that a run leaves: its folder from the first file to the last, and its progress. */
final class RunRecord implements Journal, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecord.class);
  private static final double NANOS = 1e9;

  private final RunOptions options;
  private final RunFolder folder;
  private final FederationData data;
  private final NetworkEngine engine;
  private final RunHands hands;
  private final RunRecorder recorder;
  private final TrainingClock clock = new TrainingClock();
  private final Progress progress;
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();
  private double lastTime;

  private RunRecord(
      Scenario scenario,
      RunOptions options,
      RunFolder folder,
      FederationData data,
      NetworkEngine engine,
      RunHands hands) {
    this.options = options;
    this.folder = folder;
    this.data = data;
    this.engine = engine;
    this.hands = hands;
    this.recorder = new RunRecorder(folder);
    this.progress = new Progress(scenario.phases(), hands, options.progress());
  }

  /** Makes the folder with what is known before the first event. */
  static RunRecord open(
      Scenario scenario,
      RunOptions options,
      Path path,
      FederationData data,
      NetworkEngine engine,
      RunHands hands) {
    RunFolder folder = RunFolder.open(path);
    folder.write(RunFolder.SCENARIO, scenario.source().text());
    return new RunRecord(scenario, options, folder, data, engine, hands);
  }

  void begin(RunEvent.RunStarted event) {
    writeManifest(null, null);
    record(0, event);
  }

  @Override
  public synchronized void record(double time, RunEvent event) {
    lastTime = time;
    recorder.record(time, event);
    clock.record(time, event);
    progress.record(time, event);
  }

  void finish(RunFolder.Content model) {
    folder.write(RunFolder.MODEL, model);
    writeManifest(seconds(), null);
  }

  /** Notes the failure as far as the disk still takes it. */
  void fail(Throwable cause) {
    try {
      record(lastTime, new RunEvent.RunFailed(words(cause)));
      writeManifest(seconds(), words(cause));
    } catch (RuntimeException e) {
      LOG.warn("the failure itself could not be written to {}: {}", folder.path(), words(e));
    }
  }

  Summary summary() {
    return recorder.summary();
  }

  @Override
  public void close() {
    progress.close();
    recorder.close();
  }

  /** A failure in words for the user: its innermost cause where that says more. */
  static String words(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return failure instanceof UncheckedIOException unchecked
        ? "a file could not be written: " + unchecked.getCause()
        : String.valueOf(message);
  }

  private double seconds() {
    return (System.nanoTime() - startNanos) / NANOS;
  }

  private void writeManifest(@Nullable Double wallSeconds, @Nullable String failure) {
    Properties build = Host.build();
    long trained = hands.trainedSamples();
    double training = clock.seconds();
    folder.write(
        RunFolder.MANIFEST,
        Json.pretty(
            new Manifest(
                build.getProperty("git.build.version", "unknown"),
                build.getProperty("git.commit.id", "unknown"),
                Host.jvm(),
                Host.os(),
                Host.processor(),
                engine.description(),
                options.threads(),
                data.set().name(),
                data.set().files(),
                started.toString(),
                wallSeconds,
                trained,
                training == 0 ? null : trained / training,
                hands.report().orElse(null),
                failure)));
  }
}
