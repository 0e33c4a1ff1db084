package dev.gauntlet.data;

/**
 * A sequence of labelled images as a network reads them: pixel values in [0, 1], plane by plane.
 * Immutable, and read by several threads at once.
 */
public interface Examples {

  ImageShape shape();

  int size();

  /** The class of example {@code index}, counted from 0. */
  int label(int index);

  /**
   * Writes the pixels of example {@code index} into {@code target} from {@code offset} on: {@code
   * shape().size()} values in [0, 1].
   */
  void copyPixels(int index, float[] target, int offset);
}
