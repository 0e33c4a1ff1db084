package dev.gauntlet.attack;

import dev.gauntlet.data.Examples;
import dev.gauntlet.simulation.RandomStreams;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The examples of one label, and a random choice among them. */
final class VictimImages {

  private VictimImages() {}

  /** The indices of the examples with that label, ascending. */
  static int[] of(Examples examples, int label) {
    return IntStream.range(0, examples.size()).filter(i -> examples.label(i) == label).toArray();
  }

  /** {@code count} of the indices: each as often as the others, to within one. */
  static int[] repeat(int[] indices, int count, RandomGenerator random) {
    int[] deck = indices.clone();
    RandomStreams.shuffle(deck, random);
    return IntStream.range(0, count).map(i -> deck[i % deck.length]).toArray();
  }
}
