package dev.gauntlet.learning;

import dev.gauntlet.simulation.RandomStreams;
import java.util.random.RandomGenerator;

/** The batches of a local training in the order in which every engine must take them. */
public final class BatchSequence {

  /** What is done with one batch. */
  @FunctionalInterface
  public interface Step {
    /**
     * Takes the examples {@code order[from .. from + count)}.
     *
     * @param order indices of examples; valid during the call only
     * @return whether there is any point in going on
     */
    boolean take(int[] order, int from, int count);
  }

  private BatchSequence() {}

  /**
   * Runs through all epochs: each shuffles the order of the one before and cuts it into batches,
   * the last of which may be smaller. Ends early if a step says so.
   *
   * @param examples how many there are
   */
  public static void forEach(
      int examples, LocalTraining training, RandomGenerator random, Step step) {
    int[] order = new int[examples];
    for (int i = 0; i < examples; i++) {
      order[i] = i;
    }
    for (int epoch = 0; epoch < training.epochs(); epoch++) {
      RandomStreams.shuffle(order, random);
      for (int from = 0; from < examples; from += training.batchSize()) {
        if (!step.take(order, from, Math.min(training.batchSize(), examples - from))) {
          return;
        }
      }
    }
  }
}
