package dev.gauntlet.attack.trigger;

import dev.gauntlet.data.Examples;
import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The examples of one label, and choices among them. */
public final class VictimImages {

  private VictimImages() {}

  /** The indices of the examples with that label, ascending. */
  public static int[] of(Examples examples, int label) {
    return IntStream.range(0, examples.size()).filter(i -> examples.label(i) == label).toArray();
  }

  /** The indices of all examples but these, which are ascending; ascending. */
  public static int[] others(Examples examples, int[] indices) {
    return IntStream.range(0, examples.size())
        .filter(i -> Arrays.binarySearch(indices, i) < 0)
        .toArray();
  }

  /** {@code count} of the indices: each as often as the others, to within one. */
  public static int[] repeat(int[] indices, int count, RandomGenerator random) {
    int[] deck = indices.clone();
    RandomStreams.shuffle(deck, random);
    return IntStream.range(0, count).map(i -> deck[i % deck.length]).toArray();
  }

  /** The {@code count} of these images with the greatest mean pixel value, ascending by index. */
  static int[] brightest(Examples examples, int[] indices, int count) {
    float[] pixels = new float[examples.shape().size()];
    double[] sums = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      examples.copyPixels(indices[i], pixels, 0);
      for (float pixel : pixels) {
        sums[i] += pixel;
      }
    }
    return IntStream.range(0, indices.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -sums[i]))
        .limit(count)
        .mapToInt(i -> indices[i])
        .sorted()
        .toArray();
  }
}
