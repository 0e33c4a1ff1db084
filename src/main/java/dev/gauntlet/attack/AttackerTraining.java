package dev.gauntlet.attack;

import dev.gauntlet.learning.LocalTraining;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How attackers train while they attack; what is empty is as the server asks.
 *
 * @param epochs passes over their data in a round
 * @param batchSize images a step, without their marked counterparts
 * @param learningRate the step size
 */
public record AttackerTraining(
    OptionalInt epochs, OptionalInt batchSize, OptionalDouble learningRate) {

  /** All as the server asks. */
  public static final AttackerTraining AS_ASKED =
      new AttackerTraining(OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty());

  /** What becomes of the training asked for. */
  public LocalTraining of(LocalTraining asked) {
    return asked
        .with(epochs.orElse(asked.epochs()), batchSize.orElse(asked.batchSize()))
        .atRate(learningRate.orElse(asked.learningRate()));
  }
}
