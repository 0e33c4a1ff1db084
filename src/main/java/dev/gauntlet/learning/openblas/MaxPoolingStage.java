package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.Layer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/** The largest value of each window; its gradient goes to the first of equal values. */
final class MaxPoolingStage implements Stage {

  private final Layer.MaxPooling layer;
  private final FeatureMap input;
  private final FeatureMap output;
  private final int[] largest;
  private final int[] unclaimed;

  MaxPoolingStage(Layer.MaxPooling layer, FeatureMap input, FeatureMap output, int capacity) {
    this.layer = layer;
    this.input = input;
    this.output = output;
    largest = new int[capacity];
    unclaimed = new int[capacity];
  }

  @Override
  public void forward() {
    FloatBuffer to = output.values.values;
    for (int row = 0; row < output.height; row++) {
      for (int channel = 0; channel < output.channels; channel++) {
        for (int column = 0; column < output.width; column++) {
          findLargest(row, channel, column);
          int target = output.start(row, channel) + column * output.images();
          for (int i = 0; i < output.images(); i++) {
            to.put(target + i, Float.intBitsToFloat(largest[i]));
          }
        }
      }
    }
  }

  @Override
  public void propagate() {
    if (layer.stride() < layer.size()) {
      input.gradient.clear();
    }
    for (int row = 0; row < output.height; row++) {
      for (int channel = 0; channel < output.channels; channel++) {
        for (int column = 0; column < output.width; column++) {
          // Not the output, to which bias and activation function have been applied meanwhile.
          findLargest(row, channel, column);
          spread(row, channel, column);
        }
      }
    }
  }

  private void findLargest(int row, int channel, int column) {
    FloatBuffer from = input.values.values;
    Arrays.fill(largest, Float.floatToRawIntBits(Float.NEGATIVE_INFINITY));
    for (int y = 0; y < layer.size(); y++) {
      for (int x = 0; x < layer.size(); x++) {
        int source = source(row, channel, column, y, x);
        for (int i = 0; i < input.images(); i++) {
          float larger = Math.max(Float.intBitsToFloat(largest[i]), from.get(source + i));
          largest[i] = Float.floatToRawIntBits(larger);
        }
      }
    }
  }

  private void spread(int row, int channel, int column) {
    Arrays.fill(unclaimed, -1);
    IntBuffer values = input.values.bits;
    FloatBuffer to = input.gradient.values;
    int from = output.start(row, channel) + column * output.images();
    for (int y = 0; y < layer.size(); y++) {
      for (int x = 0; x < layer.size(); x++) {
        int source = source(row, channel, column, y, x);
        for (int i = 0; i < input.images(); i++) {
          int claimed = equal(values.get(source + i), largest[i]) & unclaimed[i];
          unclaimed[i] &= ~claimed;
          float slope = Float.intBitsToFloat(output.gradient.bits.get(from + i) & claimed);
          // Windows that do not overlap need no clearing: each writes all it covers.
          float before = layer.stride() < layer.size() ? to.get(source + i) : 0f;
          to.put(source + i, before + slope);
        }
      }
    }
  }

  private int source(int row, int channel, int column, int y, int x) {
    return input.start(row * layer.stride() + y, channel)
        + (column * layer.stride() + x) * input.images();
  }

  /** All bits where two patterns are equal, none where they differ. */
  static int equal(int a, int b) {
    int difference = a ^ b;
    return ~((difference | -difference) >> 31);
  }
}
