package dev.gauntlet.experiment;

import java.util.OptionalInt;

/**
 * When checkpoints are written, and how many are kept; those of ended phases always are.
 *
 * @param everyRounds after every so many rounds; if empty, after every round before which as much
 *     time has passed as makes their cost negligible
 * @param roundsKept how many of the last rounds
 */
public record CheckpointPlan(OptionalInt everyRounds, int roundsKept) {

  /** As often as costs nothing, and three of them. */
  public static final CheckpointPlan DEFAULT = new CheckpointPlan(OptionalInt.empty(), 3);

  public CheckpointPlan {
    if (everyRounds.orElse(1) < 1 || roundsKept < 1) {
      throw new IllegalArgumentException("a round or more between checkpoints, one or more kept");
    }
  }
}
