package dev.gauntlet.cli;

import dev.gauntlet.matrix.Matrix;
import dev.gauntlet.matrix.MatrixListener;
import dev.gauntlet.report.Summary;
import dev.gauntlet.report.Summary.PhaseSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the user how far a grid of runs is: a log line for each run that has ended. */
final class MatrixProgress implements MatrixListener {

  private static final Logger LOG = LoggerFactory.getLogger(MatrixProgress.class);
  private static final double NANOS = 1e9;

  private final List<String> failures = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private int runs;
  private int finishedBefore;
  private int ended;

  @Override
  public synchronized void onStart(int allRuns, int finished) {
    runs = allRuns;
    finishedBefore = finished;
    if (finishedBefore > 0) {
      LOG.info("{} of {} runs are finished already", finishedBefore, runs);
    }
  }

  @Override
  public synchronized void onFinished(Matrix.Cell cell, Summary summary) {
    PhaseSummary last = summary.phases().get(summary.phases().size() - 1);
    Double success = last.attackSuccessRate();
    log(
        cell,
        String.format(
            Locale.ROOT,
            "accuracy %.1f %%, ASR %s",
            100 * last.accuracy(),
            success == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * success)));
  }

  @Override
  public synchronized void onFailed(Matrix.Cell cell, Path folder, String cause) {
    failures.add(folder + ": " + cause);
    log(cell, "failed: " + cause);
  }

  /** A line for each run that has failed. */
  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  private void log(Matrix.Cell cell, String outcome) {
    ended++;
    double seconds = (System.nanoTime() - startNanos) / NANOS;
    int ahead = runs - finishedBefore - ended;
    LOG.info(
        "run {} of {}: {} against {}, seed {}: {}; {} s left",
        finishedBefore + ended,
        runs,
        cell.attack(),
        cell.defence(),
        cell.scenario().seed(),
        outcome,
        Math.round(seconds / ended * ahead));
  }
}
