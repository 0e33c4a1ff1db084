package dev.gauntlet.cli;

import dev.gauntlet.experiment.RunOptions.ProgressDisplay;

/** How progress is shown to whoever started this process. */
final class ProgressDisplays {

  private ProgressDisplays() {}

  /** The launcher knows whether there is a terminal. */
  static ProgressDisplay ofThisProcess() {
    return Boolean.getBoolean("gauntlet.terminal") ? ProgressDisplay.TERMINAL : ProgressDisplay.LOG;
  }
}
