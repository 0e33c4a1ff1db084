package dev.gauntlet.learning.openblas;

import dev.gauntlet.data.ImageShape;

/**
 * What flows between two stages for all images of a batch, and the loss's gradient by it. Value
 * (row, channel, column, image) lies at {@code ((row * channels + channel) * columns + column) *
 * images + image}, where rows and columns include a frame of zeros for a padded convolution.
 *
 * <p>So all columns and images of a row and channel lie side by side, and the {@code kernel *
 * channels} rows under a filter's column are the equidistant rows of a matrix: a convolution is a
 * matrix product on the map as it lies.
 */
final class FeatureMap implements AutoCloseable {

  final int channels;
  final int height;
  final int width;
  final int padding;

  /** Whether the columns 0, 2, 4, ... come before 1, 3, 5, ..., as pooling by pairs likes them. */
  final boolean evenColumnsFirst;

  final Floats values;
  final Floats gradient;
  private int images;

  /**
   * Makes a map of zeros.
   *
   * @param shape without the frame
   * @param padding of the convolution that reads it
   * @param evenColumnsFirst the order of the columns
   * @param capacity the most images
   */
  FeatureMap(ImageShape shape, int padding, boolean evenColumnsFirst, int capacity) {
    channels = shape.channels();
    height = shape.height();
    width = shape.width();
    this.padding = padding;
    this.evenColumnsFirst = evenColumnsFirst;
    long length = (long) channels * (height + 2 * padding) * (width + 2 * padding) * capacity;
    values = new Floats(length);
    gradient = new Floats(length);
  }

  int images() {
    return images;
  }

  /** Lays the map out for that many images; what it held is lost. */
  void layOut(int count) {
    if (count != images) {
      images = count;
      // The frame lies elsewhere now, and so do the values that no window covers.
      values.clear();
      gradient.clear();
    }
  }

  /** Values of one row and channel inside the frame: they lie side by side. */
  int run() {
    return width * images;
  }

  /** Values from one channel of a row to the next. */
  int stride() {
    return (width + 2 * padding) * images;
  }

  /** Where the run of that row and channel begins. */
  int start(int row, int channel) {
    return ((row + padding) * channels + channel) * stride() + padding * images;
  }

  /** The place of a column in its run. */
  int place(int column) {
    return evenColumnsFirst ? column % 2 * ((width + 1) / 2) + column / 2 : column;
  }

  /** Where row {@code row} begins, counted from the top of the frame. */
  int framedRow(int row) {
    return row * channels * stride();
  }

  @Override
  public void close() {
    values.close();
    gradient.close();
  }
}
