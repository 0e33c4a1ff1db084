package dev.gauntlet.data.partition;

import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The server's validation images, drawn from the training images before these are shared out: they
 * belong to no client.
 */
public final class ValidationSplit {

  private final int[] validation;
  private final int[] remaining;

  private ValidationSplit(int[] validation, int[] remaining) {
    this.validation = validation;
    this.remaining = remaining;
  }

  /**
   * Draws validation images uniformly, without replacement.
   *
   * @param trainingImages how many training images there are
   * @param count how many to hold out, possibly 0
   * @throws IllegalArgumentException if no image would be left for the clients
   */
  public static ValidationSplit draw(int trainingImages, int count, RandomStreams streams) {
    if (count < 0 || count >= trainingImages) {
      throw new IllegalArgumentException(
          "of "
              + trainingImages
              + " training images, 0 to "
              + (trainingImages - 1)
              + " can be held out for validation, not "
              + count);
    }
    int[] order = IntStream.range(0, trainingImages).toArray();
    RandomStreams.shuffle(order, streams.stream("validation-split"));
    int[] validation = Arrays.copyOf(order, count);
    int[] remaining = Arrays.copyOfRange(order, count, trainingImages);
    Arrays.sort(validation);
    Arrays.sort(remaining);
    return new ValidationSplit(validation, remaining);
  }

  /** Indices of the validation images among the training images, ascending. */
  public int[] validation() {
    return validation.clone();
  }

  /** Indices of the training images that are left for the clients, ascending. */
  public int[] remaining() {
    return remaining.clone();
  }
}
