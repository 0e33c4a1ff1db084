package dev.gauntlet.actor;

import java.util.function.Supplier;

/** Takes the states from which a run can go on, as it reaches them. */
@FunctionalInterface
public interface Checkpoints {

  /**
   * A round or a phase has ended, and everything of it has been recorded in the journal.
   *
   * @param phaseEnded whether a phase has ended, not just a round
   * @param round rounds completed in the run
   * @param state to be asked for at once or not at all
   */
  void reached(boolean phaseEnded, int round, Supplier<ServerState> state);
}
