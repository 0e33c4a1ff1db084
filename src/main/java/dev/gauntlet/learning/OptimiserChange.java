package dev.gauntlet.learning;

import java.util.Optional;
import java.util.OptionalDouble;

/** What is to be different in an {@link Optimiser}; what is empty stays as it is. */
public record OptimiserChange(
    OptionalDouble learningRate,
    OptionalDouble momentum,
    Optional<Boolean> nesterov,
    OptionalDouble weightDecay) {

  /** Nothing is different. */
  public static final OptimiserChange NONE =
      new OptimiserChange(
          OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty());

  /** The optimiser with these changes. One whose momentum goes to 0 is not Nesterov's any more. */
  public Optimiser appliedTo(Optimiser optimiser) {
    double newMomentum = momentum.orElse(optimiser.momentum());
    return new Optimiser(
        learningRate.orElse(optimiser.learningRate()),
        newMomentum,
        nesterov.orElse(optimiser.nesterov() && newMomentum > 0),
        weightDecay.orElse(optimiser.weightDecay()));
  }
}
