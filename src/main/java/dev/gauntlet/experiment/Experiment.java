package dev.gauntlet.experiment;

import dev.gauntlet.actor.Simulation;
import dev.gauntlet.actor.cluster.ClusterHead;
import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.experiment.backend.ClientBackend;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.images.ImageCache;
import dev.gauntlet.experiment.request.ForkPoint;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.experiment.runfolder.Resumption;
import dev.gauntlet.experiment.runfolder.RunFolder;
import dev.gauntlet.experiment.runfolder.RunLock;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.phase.FederationStuckException;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scenario ready to run: its request has been checked, its images are there. */
public final class Experiment {

  private static final Logger LOG = LoggerFactory.getLogger(Experiment.class);

  private final PreparedRun prepared;
  private volatile @Nullable RunRecord record;
  private volatile @Nullable ClientBackend backend;

  Experiment(PreparedRun prepared) {
    this.prepared = prepared;
  }

  /**
   * Checks what can be checked and reads the images; leaves no trace on the disk.
   *
   * @throws RequestException if the output folder cannot be used, or data are missing or damaged
   * @throws InvalidConfigException if the scenario asks for more than the images give
   */
  public static Experiment prepare(Scenario scenario, RunOptions options)
      throws RequestException, InvalidConfigException {
    return prepare(scenario, options, new ImageCache());
  }

  /** The same, with the images that other runs have used; all have the same data folder. */
  public static Experiment prepare(Scenario scenario, RunOptions options, ImageCache images)
      throws RequestException, InvalidConfigException {
    RunFolder.check(folder(scenario, options), options.overwrite());
    FederationData data = FederationData.of(scenario, options.dataFolder(), images);
    return new Experiment(PreparedRun.of(scenario, options, data, Start.NEW));
  }

  /**
   * The same for a run that goes on from a point of another.
   *
   * @throws RequestException also if the scenario cannot go on from there
   */
  public static Experiment fork(Scenario scenario, RunOptions options, ForkPoint point)
      throws RequestException, InvalidConfigException {
    RunFolder.check(folder(scenario, options), options.overwrite());
    return Forking.prepare(scenario, options, point);
  }

  /**
   * A run that goes on where it was when it ended before its time: at its newest checkpoint that
   * can be read, or from the beginning. Nobody else can write to its folder from now on.
   *
   * @param folder of the run
   * @throws RequestException if there is no run, or it is not what it was
   */
  public static Experiment resume(Path folder, RunOptions options)
      throws RequestException, InvalidConfigException {
    return resume(folder, options, new ImageCache());
  }

  /** The same, with the images that other runs have used; all have the same data folder. */
  public static Experiment resume(Path folder, RunOptions options, ImageCache images)
      throws RequestException, InvalidConfigException {
    return Resuming.prepare(folder, options.in(folder), images);
  }

  /** Lets go of what it holds, if it is not to run. */
  public void giveUp() {
    prepared
        .start()
        .lock()
        .ifPresent(
            lock -> {
              try {
                lock.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Whether the run of that folder has come to its end. */
  public static boolean hasEnded(Path folder) {
    return Resumption.hasEnded(folder);
  }

  /** What the user should know before it runs. */
  public List<String> warnings() {
    return prepared.warnings();
  }

  /** Where the run's files go. */
  public Path folder() {
    return prepared.folder();
  }

  /**
   * Runs all phases, or those that are left, and writes the run's folder.
   *
   * @throws RequestException if the address of the run's node in a cluster cannot be had
   * @throws RunFailedException as soon as anything fails; what was written until then is readable
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Summary run() throws RequestException, RunFailedException, InterruptedException {
    // The lock makes the folder: an address that cannot be had is to leave no trace.
    try (Learners learners = new Learners(prepared.engine(), prepared.scenario().architecture());
        ClientBackend opened = prepared.backend(learners);
        RunLock lock = prepared.lock()) {
      backend = opened;
      Optional<Checkpoint> from = RunBeginning.in(lock.folder(), prepared);
      return carryOut(from, opened);
    } catch (Simulation.SimulationFailed | IOException | RuntimeException | OutOfMemoryError e) {
      if (!isExplainedByItsMessage(e)) {
        LOG.error("where the run failed:", e);
      }
      throw new RunFailedException(RunRecord.words(e), e);
    }
  }

  private Summary carryOut(Optional<Checkpoint> from, ClientBackend workers)
      throws Simulation.SimulationFailed, IOException, InterruptedException {
    RunFolder folder = RunFolder.goOn(prepared.folder());
    try (RunRecord opened =
        new RunRecord(
            prepared,
            folder,
            workers,
            from.map(Checkpoint::history).orElse(Checkpoint.History.NONE))) {
      record = opened;
      try {
        opened.begin();
        Summary summary = new Segments(prepared, workers, opened).carryOut(folder, from);
        opened.finish();
        return summary;
      } catch (Simulation.SimulationFailed | RuntimeException | Error e) {
        opened.fail(e);
        throw e;
      }
    }
  }

  /**
   * Leaves the run's files whole and on the disk, whatever it is at, so that it can be resumed; it
   * writes no more. From any thread.
   *
   * @param millis to wait at most
   */
  public void stop(long millis) throws InterruptedException {
    RunRecord current = record;
    if (current != null) {
      current.stop(millis / 2);
    }
    ClientBackend workers = backend;
    if (workers != null) {
      workers.awaitFarewell(millis / 2);
    }
  }

  /** Whether the cause is not in the program, so that where it was noticed helps nobody. */
  private static boolean isExplainedByItsMessage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FederationStuckException
          || cause instanceof IOException
          || cause instanceof ClusterHead.NoWorkersException
          || cause instanceof ClusterHead.ClientFailedElsewhere) {
        return true;
      }
    }
    return false;
  }

  /** The name of the run's folder in {@code runs}. */
  public static String folderName(Scenario scenario) {
    return scenario.name() + "-" + scenario.seed();
  }

  static Path folder(Scenario scenario, RunOptions options) {
    return options.output().orElseGet(() -> Path.of("runs", folderName(scenario)));
  }
}
