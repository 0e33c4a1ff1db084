package dev.gauntlet.experiment.request;

import dev.gauntlet.metrics.Journal;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Shows a user how far a run is. */
public interface ProgressDisplay {

  /** Shows nothing: somebody else tells. */
  ProgressDisplay NONE = segment -> new Line((time, event) -> {}, () -> {});

  /** Begins to show a segment of the run: its own phases, or a branch. */
  Line begin(Segment segment);

  /**
   * What is to be shown.
   *
   * @param branch its name, empty for the run's own phases
   * @param plannedRounds the most that there can be, from the first of the run
   * @param roundsBefore those that were done before
   * @param trainedSamples on which clients have trained so far, every pass counted
   * @param load how busy the clients' machines are; empty if there is nothing to tell
   */
  record Segment(
      String branch,
      int plannedRounds,
      int roundsBefore,
      LongSupplier trainedSamples,
      Supplier<String> load) {}

  /**
   * One segment as it is shown.
   *
   * @param events takes what happens
   * @param end is run at the end, and may be run again
   */
  record Line(Journal events, Runnable end) {}
}
