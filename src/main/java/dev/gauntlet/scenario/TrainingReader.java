package dev.gauntlet.scenario;

import dev.gauntlet.scenario.Scenario.TrainingPlan;

/**
 * The block {@code training}.
 *
 * @param rounds of a training phase that names no number of its own
 */
record TrainingReader(int rounds, TrainingPlan plan) {

  TrainingReader(Section training) {
    this(
        training.integer("rounds", 1, Limits.ROUNDS),
        new TrainingPlan(
            training.integer("local-epochs", 1, Limits.EPOCHS),
            training.integer("batch-size", 1, Limits.BATCH),
            training.number("learning-rate", Bounds.above(0).to(Limits.RATE)),
            training.number("last-conv-l2", Bounds.from(0).to(Limits.RATE))));
  }
}
