package dev.gauntlet.attack;

import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.OptimiserChange;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How attackers train while they attack; what is empty is as the server asks.
 *
 * @param epochs passes over their data in a round
 * @param batchSize images a step, without their marked counterparts
 * @param optimiser what their optimiser does otherwise
 * @param schedule of their own learning rate, which there must be then; without one it stays as it
 *     is, whatever the clients' does
 */
public record AttackerTraining(
    OptionalInt epochs,
    OptionalInt batchSize,
    OptimiserChange optimiser,
    Optional<RateSchedule> schedule) {

  /** All as the server asks. */
  public static final AttackerTraining AS_ASKED =
      new AttackerTraining(
          OptionalInt.empty(), OptionalInt.empty(), OptimiserChange.NONE, Optional.empty());

  public AttackerTraining {
    if (schedule.isPresent() && optimiser.learningRate().isEmpty()) {
      throw new IllegalArgumentException("a schedule of their own needs a rate of their own");
    }
  }

  /**
   * What becomes of the training asked for.
   *
   * @param round counted from 1 through the whole run
   */
  public LocalTraining of(LocalTraining asked, int round) {
    Optimiser own = optimiser.appliedTo(asked.optimiser());
    Optimiser now =
        schedule.map(rates -> own.atRate(rates.rate(own.learningRate(), round))).orElse(own);
    return asked.with(epochs.orElse(asked.epochs()), batchSize.orElse(asked.batchSize())).with(now);
  }
}
