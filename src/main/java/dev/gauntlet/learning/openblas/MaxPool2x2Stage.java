package dev.gauntlet.learning.openblas;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * {@link MaxPoolingStage} for the usual windows of 2 x 2, two apart, a row of windows at a time:
 * their upper left values in one array, their upper right ones in the next, and so on. Loops over
 * plain arrays with one index for all are what HotSpot turns into vector instructions; so is
 * integer arithmetic on bit patterns, where a branch on which value is the largest would be
 * mispredicted half the time.
 */
final class MaxPool2x2Stage implements Stage {

  private final FeatureMap input;
  private final FeatureMap output;
  private final float[][] cornerValues;
  private final int[][] corners;
  private final float[] maxima;
  private final int[] largest;
  private final int[] slopes;
  private final int[] unclaimed;

  private int images;
  private int piece;
  private int[] pieces = {};

  /** The output as it was before bias and activation function were applied to it. */
  private final Floats pooled;

  MaxPool2x2Stage(FeatureMap input, FeatureMap output, int capacity) {
    this.input = input;
    this.output = output;
    int row = output.channels * output.width * capacity;
    cornerValues = new float[4][row];
    corners = new int[4][row];
    maxima = new float[row];
    largest = new int[row];
    slopes = new int[row];
    unclaimed = new int[row];
    pooled = new Floats((long) row * output.height);
  }

  @Override
  public void forward() {
    locatePieces();
    for (int row = 0; row < output.height; row++) {
      for (int corner = 0; corner < 4; corner++) {
        gather(row, corner);
      }
      largest(cornerValues[0], cornerValues[1], cornerValues[2], cornerValues[3], maxima, length());
      pooled.values.put(row * length(), maxima, 0, length());
      for (int channel = 0; channel < output.channels; channel++) {
        int run = output.run();
        output.values.values.put(output.start(row, channel), maxima, channel * run, run);
      }
    }
  }

  @Override
  public void propagate() {
    for (int row = 0; row < output.height; row++) {
      for (int corner = 0; corner < 4; corner++) {
        gatherBits(row, corner);
      }
      pooled.bits.get(row * length(), largest, 0, length());
      for (int channel = 0; channel < output.channels; channel++) {
        int run = output.run();
        output.gradient.bits.get(output.start(row, channel), slopes, channel * run, run);
      }
      claimFirst(corners[0], largest, slopes, unclaimed, length());
      claim(corners[1], largest, slopes, unclaimed, length());
      claim(corners[2], largest, slopes, unclaimed, length());
      rest(corners[3], slopes, unclaimed, length());
      for (int corner = 0; corner < 4; corner++) {
        scatter(row, corner);
      }
    }
  }

  /** Values of a row of windows. */
  private int length() {
    return output.channels * output.run();
  }

  private void gather(int row, int corner) {
    FloatBuffer from = input.values.values;
    int start = start(row, corner);
    for (int i = 0; i < pieces.length; i++) {
      from.get(start + pieces[i], cornerValues[corner], i * piece, piece);
    }
  }

  private void gatherBits(int row, int corner) {
    IntBuffer from = input.values.bits;
    int start = start(row, corner);
    for (int i = 0; i < pieces.length; i++) {
      from.get(start + pieces[i], corners[corner], i * piece, piece);
    }
  }

  private void scatter(int row, int corner) {
    IntBuffer to = input.gradient.bits;
    int start = start(row, corner);
    for (int i = 0; i < pieces.length; i++) {
      to.put(start + pieces[i], corners[corner], i * piece, piece);
    }
  }

  private int start(int row, int corner) {
    return input.start(2 * row + corner / 2, 0) + input.place(corner % 2) * input.images();
  }

  /**
   * Finds what lies side by side of a corner's values: all columns of a channel if the even ones
   * come first, else all images of a column.
   */
  private void locatePieces() {
    if (images == input.images()) {
      return;
    }
    images = input.images();
    int columns = input.evenColumnsFirst ? output.width : 1;
    piece = columns * images;
    pieces = new int[output.channels * output.width / columns];
    for (int i = 0; i < pieces.length; i++) {
      int column = i * columns % output.width;
      int channel = i * columns / output.width;
      pieces[i] = channel * input.stride() + input.place(2 * column) * images;
    }
  }

  private static void largest(
      float[] a, float[] b, float[] c, float[] d, float[] largest, int length) {
    for (int i = 0; i < length; i++) {
      largest[i] = Math.max(Math.max(a[i], b[i]), Math.max(c[i], d[i]));
    }
  }

  private static void claimFirst(
      int[] corner, int[] largest, int[] slopes, int[] unclaimed, int length) {
    for (int i = 0; i < length; i++) {
      int difference = corner[i] ^ largest[i];
      int smaller = (difference | -difference) >> 31;
      corner[i] = slopes[i] & ~smaller;
      unclaimed[i] = smaller;
    }
  }

  private static void claim(
      int[] corner, int[] largest, int[] slopes, int[] unclaimed, int length) {
    for (int i = 0; i < length; i++) {
      int difference = corner[i] ^ largest[i];
      int claimed = unclaimed[i] & ~((difference | -difference) >> 31);
      corner[i] = slopes[i] & claimed;
      unclaimed[i] &= ~claimed;
    }
  }

  private static void rest(int[] corner, int[] slopes, int[] unclaimed, int length) {
    for (int i = 0; i < length; i++) {
      corner[i] = slopes[i] & unclaimed[i];
    }
  }

  @Override
  public void close() {
    pooled.close();
  }
}
