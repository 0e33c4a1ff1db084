package dev.gauntlet.experiment.request;

import java.util.OptionalInt;

/**
 * When checkpoints are written, and how many are kept; those of ended phases always are.
 *
 * @param everyRounds after every so many rounds; if empty, after every round before which ten
 *     seconds have passed without one
 * @param roundsKept how many of the last rounds
 */
public record CheckpointPlan(OptionalInt everyRounds, int roundsKept) {

  /** Every ten seconds or less often, and three of them. */
  public static final CheckpointPlan DEFAULT = new CheckpointPlan(OptionalInt.empty(), 3);

  public CheckpointPlan {
    if (everyRounds.orElse(1) < 1 || roundsKept < 1) {
      throw new IllegalArgumentException("a round or more between checkpoints, one or more kept");
    }
  }
}
