package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.Layer;
import java.nio.FloatBuffer;

/** The mean of each window. */
final class AveragePoolingStage implements Stage {

  private final Layer.AveragePooling layer;
  private final FeatureMap input;
  private final FeatureMap output;
  private final float share;

  AveragePoolingStage(Layer.AveragePooling layer, FeatureMap input, FeatureMap output) {
    this.layer = layer;
    this.input = input;
    this.output = output;
    share = 1f / (layer.size() * layer.size());
  }

  @Override
  public void forward() {
    forEachWindowValue(
        (window, value, images) -> {
          FloatBuffer from = input.values.values;
          FloatBuffer to = output.values.values;
          for (int i = 0; i < images; i++) {
            to.put(window + i, to.get(window + i) + share * from.get(value + i));
          }
        },
        output.values);
  }

  @Override
  public void propagate() {
    forEachWindowValue(
        (window, value, images) -> {
          FloatBuffer from = output.gradient.values;
          FloatBuffer to = input.gradient.values;
          for (int i = 0; i < images; i++) {
            to.put(value + i, to.get(value + i) + share * from.get(window + i));
          }
        },
        input.gradient);
  }

  private interface Addition {
    void add(int window, int value, int images);
  }

  private void forEachWindowValue(Addition addition, Floats sums) {
    sums.clear();
    int images = input.images();
    for (int row = 0; row < output.height; row++) {
      for (int channel = 0; channel < output.channels; channel++) {
        for (int column = 0; column < output.width; column++) {
          int window = output.start(row, channel) + column * images;
          for (int y = 0; y < layer.size(); y++) {
            for (int x = 0; x < layer.size(); x++) {
              int value =
                  input.start(row * layer.stride() + y, channel)
                      + (column * layer.stride() + x) * images;
              addition.add(window, value, images);
            }
          }
        }
      }
    }
  }
}
