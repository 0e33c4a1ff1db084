package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.PrunedChannels;

/**
 * The block {@code training}.
 *
 * @param rounds of a training phase that names no number of its own
 */
record TrainingReader(
    int rounds,
    int localEpochs,
    int batchSize,
    Optimiser optimiser,
    double lastConvL2,
    ScheduleReader schedule) {

  TrainingReader(Section training) {
    this(
        training.integer("rounds", 1, Limits.ROUNDS),
        training.integer("local-epochs", 1, Limits.EPOCHS),
        training.integer("batch-size", 1, Limits.BATCH),
        OptimiserReader.read(training),
        training.number("last-conv-l2", Bounds.from(0).to(Limits.RATE)),
        ScheduleReader.read(training.section("schedule")));
  }

  /** Local training as long as nothing is pruned. */
  LocalTraining local() {
    return new LocalTraining(localEpochs, batchSize, optimiser, lastConvL2, PrunedChannels.NONE);
  }
}
