package dev.gauntlet.experiment.request;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a user decides about a run beside its scenario; none of it changes a result.
 *
 * @param output the run's folder; {@code runs/<name>-<seed>} if empty
 * @param threads on which clients train, at least 1
 * @param dataFolder the folder with a folder for each set of images
 * @param overwrite whether a run that is in the folder already is replaced
 * @param progress how the user is told how far the run is
 * @param checkpoints when checkpoints are written, and how many are kept
 * @param cluster whose workers do the clients' work; this JVM does it if empty
 */
public record RunOptions(
    Optional<Path> output,
    int threads,
    Optional<Path> dataFolder,
    boolean overwrite,
    ProgressDisplay progress,
    CheckpointPlan checkpoints,
    Optional<ClusterOptions> cluster) {

  /** On this JVM alone. */
  public RunOptions(
      Optional<Path> output,
      int threads,
      Optional<Path> dataFolder,
      boolean overwrite,
      ProgressDisplay progress,
      CheckpointPlan checkpoints) {
    this(output, threads, dataFolder, overwrite, progress, checkpoints, Optional.empty());
  }

  /** With checkpoints as they are by default. */
  public RunOptions(
      Optional<Path> output,
      int threads,
      Optional<Path> dataFolder,
      boolean overwrite,
      ProgressDisplay progress,
      Optional<ClusterOptions> cluster) {
    this(output, threads, dataFolder, overwrite, progress, CheckpointPlan.DEFAULT, cluster);
  }

  /** On this JVM alone, with checkpoints as they are by default. */
  public RunOptions(
      Optional<Path> output,
      int threads,
      Optional<Path> dataFolder,
      boolean overwrite,
      ProgressDisplay progress) {
    this(output, threads, dataFolder, overwrite, progress, Optional.empty());
  }

  /** The same for a run in that folder. */
  public RunOptions in(Path folder) {
    return new RunOptions(
        Optional.of(folder), threads, dataFolder, overwrite, progress, checkpoints, cluster);
  }

  public RunOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("a run needs at least one thread, not " + threads);
    }
  }
}
