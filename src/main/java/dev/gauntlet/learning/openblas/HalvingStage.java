package dev.gauntlet.learning.openblas;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * {@link MaxPoolingStage} for the usual windows of 2 x 2, two apart: each is read once, and all its
 * four values at a time.
 */
final class HalvingStage implements Stage {

  private final FeatureMap input;
  private final FeatureMap output;

  HalvingStage(FeatureMap input, FeatureMap output) {
    this.input = input;
    this.output = output;
  }

  @Override
  public void forward() {
    for (int row = 0; row < output.height; row++) {
      for (int channel = 0; channel < output.channels; channel++) {
        int above = input.start(2 * row, channel);
        int below = input.start(2 * row + 1, channel);
        int target = output.start(row, channel);
        for (int column = 0; column < output.width; column++) {
          largest(above, below, target);
          above += 2 * input.images();
          below += 2 * input.images();
          target += input.images();
        }
      }
    }
  }

  private void largest(int above, int below, int target) {
    FloatBuffer from = input.values.values;
    FloatBuffer to = output.values.values;
    int images = input.images();
    for (int i = 0; i < images; i++) {
      float first = Math.max(from.get(above + i), from.get(above + images + i));
      float second = Math.max(from.get(below + i), from.get(below + images + i));
      to.put(target + i, Math.max(first, second));
    }
  }

  @Override
  public void backward(float rate) {
    for (int row = 0; row < output.height; row++) {
      for (int channel = 0; channel < output.channels; channel++) {
        int above = input.start(2 * row, channel);
        int below = input.start(2 * row + 1, channel);
        int from = output.start(row, channel);
        for (int column = 0; column < output.width; column++) {
          spread(above, below, from);
          above += 2 * input.images();
          below += 2 * input.images();
          from += input.images();
        }
      }
    }
  }

  /** In bit masks: a branch on which value is the largest would be mispredicted half the time. */
  private void spread(int above, int below, int from) {
    FloatBuffer values = input.values.values;
    IntBuffer to = input.gradient.bits;
    IntBuffer slopes = output.gradient.bits;
    int images = input.images();
    for (int i = 0; i < images; i++) {
      float a = values.get(above + i);
      float b = values.get(above + images + i);
      float c = values.get(below + i);
      float d = values.get(below + images + i);
      int largest = Float.floatToRawIntBits(Math.max(Math.max(a, b), Math.max(c, d)));
      int isA = MaxPoolingStage.equal(Float.floatToRawIntBits(a), largest);
      int isB = MaxPoolingStage.equal(Float.floatToRawIntBits(b), largest) & ~isA;
      int isC = MaxPoolingStage.equal(Float.floatToRawIntBits(c), largest) & ~(isA | isB);
      int slope = slopes.get(from + i);
      to.put(above + i, slope & isA);
      to.put(above + images + i, slope & isB);
      to.put(below + i, slope & isC);
      to.put(below + images + i, slope & ~(isA | isB | isC));
    }
  }
}
