package dev.gauntlet.matrix;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a user decides about a grid of runs beside its scenario; none of it changes a result.
 *
 * @param output the folder around the runs' folders; {@code runs/<name>-matrix} if empty
 * @param jobs runs at a time, at least 1
 * @param threads for all of them together, at least one each
 * @param dataFolder the folder with a folder for each set of images
 * @param overwrite whether runs that are in the folder already are replaced
 */
public record MatrixOptions(
    Optional<Path> output, int jobs, int threads, Optional<Path> dataFolder, boolean overwrite) {

  public MatrixOptions {
    if (jobs < 1 || threads < 1) {
      throw new IllegalArgumentException("a grid needs at least one job and one thread");
    }
  }

  /** Threads of one run. */
  int threadsEach() {
    return Math.max(1, threads / jobs);
  }
}
