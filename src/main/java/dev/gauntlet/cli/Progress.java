package dev.gauntlet.cli;

import dev.gauntlet.experiment.request.ProgressDisplay;
import dev.gauntlet.metrics.RunEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the user how far the run is: one line that is written over on a terminal, a log line for
 * each round and phase otherwise.
 */
final class Progress {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final double NANOS = 1e9;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final ProgressDisplay.Segment segment;
  private final boolean terminal;
  private final long startNanos = System.nanoTime();

  private Progress(ProgressDisplay.Segment segment, boolean terminal) {
    this.segment = segment;
    this.terminal = terminal;
  }

  /** As whoever started this process can see it; the launcher knows whether there is a terminal. */
  static ProgressDisplay ofThisProcess() {
    boolean terminal = Boolean.getBoolean("gauntlet.terminal");
    return segment -> {
      Progress progress = new Progress(segment, terminal);
      return new ProgressDisplay.Line((time, event) -> progress.show(event), progress::end);
    };
  }

  private void show(RunEvent event) {
    if (event instanceof RunEvent.ModelMeasured measured) {
      double seconds = (System.nanoTime() - startNanos) / NANOS;
      String load = segment.load().get();
      say(
          String.format(
              Locale.ROOT,
              "%s%s, round %d of %d: accuracy %s, ASR %s, %.0f samples/s, %s left%s",
              segment.branch().isEmpty() ? "" : segment.branch() + ": ",
              measured.phase(),
              measured.round(),
              segment.plannedRounds(),
              percent(measured.accuracy()),
              percent(measured.attackSuccessRate()),
              segment.trainedSamples().getAsLong() / seconds,
              left(measured.round(), seconds),
              load.isEmpty() ? "" : "; " + load));
    }
  }

  private void say(String line) {
    if (terminal) {
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
    int done = round - segment.roundsBefore();
    if (done == 0) {
      return "? s";
    }
    long ahead = Math.round(seconds / done * Math.max(0, segment.plannedRounds() - round));
    return ahead < 120 ? ahead + " s" : ahead / 60 + " min";
  }

  private static String percent(@Nullable Double rate) {
    return rate == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * rate);
  }

  private void end() {
    if (terminal) {
      System.err.print(ERASE_LINE);
      System.err.flush();
    }
  }
}
