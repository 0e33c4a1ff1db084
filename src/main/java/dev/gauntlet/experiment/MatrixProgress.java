package dev.gauntlet.experiment;

import dev.gauntlet.report.Summary;
import dev.gauntlet.report.Summary.PhaseSummary;
import dev.gauntlet.scenario.Matrix;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the user how far a grid of runs is: a log line for each run that has ended. */
final class MatrixProgress {

  private static final Logger LOG = LoggerFactory.getLogger(MatrixProgress.class);
  private static final double NANOS = 1e9;

  private final int runs;
  private final int finishedBefore;
  private final long startNanos = System.nanoTime();
  private int ended;

  MatrixProgress(int runs, int finishedBefore) {
    this.runs = runs;
    this.finishedBefore = finishedBefore;
    if (finishedBefore > 0) {
      LOG.info("{} of {} runs are finished already", finishedBefore, runs);
    }
  }

  synchronized void onFinished(Matrix.Cell cell, Summary summary) {
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

  synchronized void onFailed(Matrix.Cell cell, String cause) {
    log(cell, "failed: " + cause);
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
