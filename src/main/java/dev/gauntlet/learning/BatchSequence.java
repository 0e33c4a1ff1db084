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
   * the last of which may be smaller. Where training is on pairs, it is pairs that are shuffled and
   * cut; a batch's second halves follow its first. Ends early if a step says so.
   *
   * @param examples how many there are; an even number for pairs
   */
  public static void forEach(
      int examples, LocalTraining training, RandomGenerator random, Step step) {
    int length = training.paired() ? examples / 2 : examples;
    Step taken = training.paired() ? withCounterparts(step, training, length) : step;
    int[] order = new int[length];
    for (int i = 0; i < length; i++) {
      order[i] = i;
    }
    for (int epoch = 0; epoch < training.epochs(); epoch++) {
      RandomStreams.shuffle(order, random);
      for (int from = 0; from < length; from += training.batchSize()) {
        if (!taken.take(order, from, Math.min(training.batchSize(), length - from))) {
          return;
        }
      }
    }
  }

  private static Step withCounterparts(Step step, LocalTraining training, int half) {
    int[] both = new int[training.examplesPerStep()];
    return (order, from, count) -> {
      for (int i = 0; i < count; i++) {
        both[i] = order[from + i];
        both[count + i] = half + order[from + i];
      }
      return step.take(both, 0, 2 * count);
    };
  }
}
