package dev.gauntlet.matrix;

import dev.gauntlet.report.Summary;
import java.nio.file.Path;

/** Follows a grid of runs; is called from the threads of its runs. */
public interface MatrixListener {

  /**
   * The grid begins.
   *
   * @param runs all that it counts
   * @param finishedBefore those among them that are not run again
   */
  void onStart(int runs, int finishedBefore);

  /** A run has come to its end. */
  void onFinished(Matrix.Cell cell, Summary summary);

  /**
   * A run has failed.
   *
   * @param folder of the run
   * @param cause in words
   */
  void onFailed(Matrix.Cell cell, Path folder, String cause);
}
