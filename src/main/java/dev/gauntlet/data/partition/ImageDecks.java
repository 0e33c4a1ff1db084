package dev.gauntlet.data.partition;

import dev.gauntlet.simulation.RandomStreams;

/** The images of each label in an order of chance, to be shared out from the top. */
final class ImageDecks {

  private final int[][] decks;

  private ImageDecks(int[][] decks) {
    this.decks = decks;
  }

  /** Each label's deck has a stream of its own, so that no label's order depends on another's. */
  static ImageDecks shuffled(LabelledPool pool, RandomStreams streams) {
    int[] labels = pool.labels();
    int[][] decks = new int[labels[labels.length - 1] + 1][0];
    for (int label : labels) {
      decks[label] = pool.images(label);
      RandomStreams.shuffle(decks[label], streams.stream("partition-images", label));
    }
    return new ImageDecks(decks);
  }

  int size(int label) {
    return decks[label].length;
  }

  /** Copies the images at {@code count} places of a label's deck. */
  void copy(int label, int from, int count, int[] target, int offset) {
    System.arraycopy(decks[label], from, target, offset, count);
  }
}
