package dev.gauntlet.learning.openblas;

import dev.gauntlet.data.ImageShape;
import dev.gauntlet.learning.Layer;
import java.nio.FloatBuffer;

/**
 * Repeats the columns under each column of a filter: channel {@code c * kernel + column} of the
 * unrolled map holds, at each output column, the input that this column of the filter meets there.
 * For strides, whose columns do not lie side by side, and for a first layer, whose few channels
 * make thin matrices. A map {@code kernel} times the input's, where im2col's is its square.
 */
final class Unrolling implements Stage {

  private final Layer.Convolution layer;
  private final FeatureMap input;
  private final FeatureMap unrolled;

  Unrolling(Layer.Convolution layer, FeatureMap input, FeatureMap unrolled) {
    this.layer = layer;
    this.input = input;
    this.unrolled = unrolled;
  }

  /** The shape of the unrolled map: all rows of the frame, the output's columns. */
  static ImageShape shape(Layer.Convolution layer, FeatureMap input) {
    int columns = (input.width + 2 * input.padding - layer.kernel()) / layer.stride() + 1;
    return new ImageShape(
        input.channels * layer.kernel(), input.height + 2 * input.padding, columns);
  }

  @Override
  public void forward() {
    FloatBuffer from = input.values.values;
    FloatBuffer to = unrolled.values.values;
    for (int row = 0; row < unrolled.height; row++) {
      for (int channel = 0; channel < unrolled.channels; channel++) {
        int source = source(row, channel);
        int target = unrolled.start(row, channel);
        if (layer.stride() == 1 && !unrolled.evenColumnsFirst) {
          to.put(target, from, source, unrolled.run());
        } else {
          for (int column = 0; column < unrolled.width; column++) {
            to.put(target + unrolledOffset(column), from, source + offset(column), images());
          }
        }
      }
    }
  }

  @Override
  public void propagate() {
    input.gradient.clear();
    for (int row = 0; row < unrolled.height; row++) {
      for (int channel = 0; channel < unrolled.channels; channel++) {
        for (int column = 0; column < unrolled.width; column++) {
          add(
              unrolled.start(row, channel) + unrolledOffset(column),
              source(row, channel) + offset(column));
        }
      }
    }
  }

  private void add(int unrolledPlace, int place) {
    FloatBuffer from = unrolled.gradient.values;
    FloatBuffer to = input.gradient.values;
    for (int i = 0; i < images(); i++) {
      to.put(place + i, to.get(place + i) + from.get(unrolledPlace + i));
    }
  }

  private int images() {
    return input.images();
  }

  private int unrolledOffset(int column) {
    return unrolled.place(column) * images();
  }

  private int offset(int column) {
    return column * layer.stride() * images();
  }

  private int source(int row, int channel) {
    return input.framedRow(row)
        + channel / layer.kernel() * input.stride()
        + channel % layer.kernel() * input.images();
  }
}
