package dev.gauntlet.experiment;

import dev.gauntlet.experiment.RunOptions.ProgressDisplay;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.PhasePlan;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the user how far the run is: one line that is written over on a terminal, a log line for
 * each round and phase otherwise.
 */
final class Progress implements Journal, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final double NANOS = 1e9;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final int plannedRounds;
  private final ClientBackend backend;
  private final String branch;
  private final int roundsBefore;
  private final ProgressDisplay display;
  private final long startNanos = System.nanoTime();

  /**
   * @param branch under way, empty if none is
   * @param roundsBefore rounds that were done before
   * @param backend who does the clients' work
   */
  Progress(
      List<PhasePlan> phases,
      String branch,
      int roundsBefore,
      ClientBackend backend,
      ProgressDisplay display) {
    this.plannedRounds = phases.stream().mapToInt(PhasePlan::mostRounds).sum();
    this.branch = branch.isEmpty() ? "" : branch + ": ";
    this.roundsBefore = roundsBefore;
    this.backend = backend;
    this.display = display;
  }

  @Override
  public void record(double time, RunEvent event) {
    if (display != ProgressDisplay.NONE && event instanceof RunEvent.ModelMeasured measured) {
      show(measured);
    }
  }

  private void show(RunEvent.ModelMeasured measured) {
    double seconds = (System.nanoTime() - startNanos) / NANOS;
    String line =
        String.format(
            Locale.ROOT,
            "%s%s, round %d of %d: accuracy %s, ASR %s, %.0f samples/s, %s left%s",
            branch,
            measured.phase(),
            measured.round(),
            plannedRounds,
            percent(measured.accuracy()),
            percent(measured.attackSuccessRate()),
            backend.trainedSamples() / seconds,
            left(measured.round(), seconds),
            backend.load().isEmpty() ? "" : "; " + backend.load());
    if (display == ProgressDisplay.TERMINAL) {
      System.err.print(ERASE_LINE + line);
      System.err.flush();
    } else {
      LOG.info("{}", line);
    }
  }

  /**
   * The time that the rounds ahead take at the pace of those done, fine-tuning ones at the most.
   */
  private String left(int round, double seconds) {
    if (round == roundsBefore) {
      return "? s";
    }
    long ahead = Math.round(seconds / (round - roundsBefore) * Math.max(0, plannedRounds - round));
    return ahead < 120 ? ahead + " s" : ahead / 60 + " min";
  }

  private static String percent(@Nullable Double rate) {
    return rate == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * rate);
  }

  @Override
  public void close() {
    if (display == ProgressDisplay.TERMINAL) {
      System.err.print(ERASE_LINE);
      System.err.flush();
    }
  }
}
