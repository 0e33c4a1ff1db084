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

  /** The optimiser with these changes. */
  public Optimiser appliedTo(Optimiser optimiser) {
    return new Optimiser(
        learningRate.orElse(optimiser.learningRate()),
        momentum.orElse(optimiser.momentum()),
        nesterov.orElse(optimiser.nesterov()),
        weightDecay.orElse(optimiser.weightDecay()));
  }
}
