package dev.gauntlet.data.partition;

import dev.gauntlet.data.Examples;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The images that clients share out, by label. */
public final class LabelledPool {

  private final Examples examples;
  private final int[] images;
  private final int[][] byLabel;
  private final int[] labels;

  /**
   * @param examples all training images
   * @param images which of them may be shared out, without repeats
   */
  public LabelledPool(Examples examples, int[] images) {
    this.examples = examples;
    this.images = images.clone();
    Arrays.sort(this.images);
    int highest = Arrays.stream(this.images).map(examples::label).max().orElse(-1);
    int[] counts = new int[highest + 1];
    for (int image : this.images) {
      counts[examples.label(image)]++;
    }
    byLabel = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    int[] filled = new int[counts.length];
    for (int image : this.images) {
      int label = examples.label(image);
      byLabel[label][filled[label]++] = image;
    }
    labels = IntStream.range(0, counts.length).filter(label -> counts[label] > 0).toArray();
  }

  /** How many images there are. */
  public int size() {
    return images.length;
  }

  /** How many images have that label. */
  public int size(int label) {
    return label >= 0 && label < byLabel.length ? byLabel[label].length : 0;
  }

  /** The labels that occur, ascending. */
  public int[] labels() {
    return labels.clone();
  }

  /** The images, ascending, as indices into the training images. */
  public int[] images() {
    return images.clone();
  }

  /** The images with that label, ascending. */
  public int[] images(int label) {
    return size(label) > 0 ? byLabel[label].clone() : new int[0];
  }

  /** The label of an image, given as an index into the training images. */
  public int label(int image) {
    return examples.label(image);
  }
}
