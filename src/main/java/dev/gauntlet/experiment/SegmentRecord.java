package dev.gauntlet.experiment;

import dev.gauntlet.actor.Checkpoints;
import dev.gauntlet.actor.ServerState;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.data.AtomicFile;
import dev.gauntlet.experiment.backend.ClientBackend;
import dev.gauntlet.experiment.request.ProgressDisplay;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.experiment.runfolder.CheckpointWriter;
import dev.gauntlet.experiment.runfolder.RunFolder;
import dev.gauntlet.experiment.runfolder.RunRecorder;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.report.Summary;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a segment of a run leaves: events, metrics, summary, model and checkpoints; its progress.
 */
final class SegmentRecord implements Journal, Checkpoints, AutoCloseable {

  private final Segment segment;
  private final Checkpoint.Origin origin;
  private final Supplier<Checkpoint.History> history;
  private final TrainingClock clock;
  private final DetectionJournal detection;
  private final RunRecorder recorder;
  private final CheckpointWriter checkpoints;
  private final ProgressDisplay.Line progress;
  private Optional<ServerState> last;
  private @Nullable PrunedChannels rehearsed;
  private double lastTime;

  /**
   * @param script the adversaries, to hold verdicts of the aggregation rule against
   * @param history what the run has cost until now
   * @param backend who does the clients' work
   */
  SegmentRecord(
      Segment segment,
      AdversaryTimeline script,
      RunOptions options,
      Checkpoint.Origin origin,
      Supplier<Checkpoint.History> history,
      TrainingClock clock,
      ClientBackend backend) {
    this.segment = segment;
    this.origin = origin;
    this.history = history;
    this.clock = clock;
    this.recorder =
        segment
            .checkpoint()
            .map(checkpoint -> new RunRecorder(segment.folder(), checkpoint.journal()))
            .orElseGet(() -> new RunRecorder(segment.folder()));
    this.checkpoints = new CheckpointWriter(segment.folder().checkpoints(), options.checkpoints());
    this.last = segment.from();
    this.detection =
        new DetectionJournal(
            script,
            this::write,
            last.map(ServerState::fired).orElse(FiredEntries.NONE),
            segment.checkpoint().map(from -> from.journal().asked()).orElse(Map.of()));
    this.lastTime = last.map(state -> state.inFlight().now()).orElse(0.0);
    this.progress =
        options
            .progress()
            .begin(
                new ProgressDisplay.Segment(
                    segment.branch(),
                    segment.phases().stream().mapToInt(PhasePlan::mostRounds).sum(),
                    last.map(ServerState::roundsDone).orElse(0),
                    backend::trainedSamples,
                    backend::load));
  }

  @Override
  public void record(double time, RunEvent event) {
    detection.record(time, event);
  }

  private synchronized void write(double time, RunEvent event) {
    lastTime = time;
    recorder.record(time, event);
    clock.record(time, event);
    progress.events().record(time, event);
  }

  /** Records something that ends the run before its time. */
  void recordAtTheEnd(RunEvent event) {
    write(lastTime, event);
  }

  @Override
  public void reached(boolean phaseEnded, int round, Supplier<ServerState> state) {
    checkpoints.reached(phaseEnded, round, () -> checkpoint(state.get()), recorder::force);
  }

  private Checkpoint checkpoint(ServerState state) {
    last = Optional.of(state);
    return new Checkpoint(
        origin, recorder.position(detection.asked()), history.get(), rehearsed, state);
  }

  /** Notes what attackers have been told that the defence prunes. */
  void onRehearsed(@Nullable PrunedChannels pruned) {
    rehearsed = pruned;
  }

  /** Writes the final model once all before it is on the disk, and closes the files. */
  void finish(AtomicFile.Content model) {
    close();
    segment.folder().write(RunFolder.MODEL, model);
  }

  Summary summary() {
    return recorder.summary();
  }

  /** The state at the end of the last phase; before that, one on the way there. */
  synchronized ServerState end() {
    return last.orElseThrow(() -> new IllegalStateException("no phase has ended"));
  }

  /** See {@link RunRecord#stop}. */
  void stop(long millis) throws InterruptedException {
    recorder.close();
    checkpoints.finish(millis);
  }

  @Override
  public void close() {
    progress.end().run();
    try (recorder) {
      checkpoints.close();
    }
  }
}
