package dev.gauntlet.actor;

import java.util.Optional;

/**
 * Where a run begins and what becomes of the states that it passes.
 *
 * @param start the state to go on from; the beginning if empty
 * @param checkpoints takes the states that the run reaches
 */
public record StartPoint(Optional<ServerState> start, Checkpoints checkpoints) {

  /** From the beginning, and no state is kept. */
  public static final StartPoint WHOLE =
      new StartPoint(Optional.empty(), (phaseEnded, round, state) -> {});
}
