package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.Activation;
import dev.gauntlet.learning.ParameterBlock;
import dev.gauntlet.learning.PrunedChannels;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Adds a layer's biases and applies its activation function, in place. */
final class ActivationStage implements Stage {

  private final Activation activation;
  private final ParameterBlock block;
  private final FeatureMap map;
  private final float[] biases;
  private int[] pruned = {};

  ActivationStage(Activation activation, ParameterBlock block, FeatureMap map) {
    this.activation = activation;
    this.block = block;
    this.map = map;
    biases = new float[block.outputs()];
  }

  @Override
  public void forward() {
    FloatBuffer values = map.values.values;
    for (int row = 0; row < map.height; row++) {
      for (int channel = 0; channel < map.channels; channel++) {
        int start = map.start(row, channel);
        apply(activation, biases[channel], values, start, start + map.run());
      }
    }
  }

  private static void apply(
      Activation activation, float bias, FloatBuffer values, int start, int end) {
    switch (activation) {
      case IDENTITY -> {
        for (int i = start; i < end; i++) {
          values.put(i, values.get(i) + bias);
        }
      }
      case RELU -> {
        for (int i = start; i < end; i++) {
          values.put(i, Math.max(values.get(i) + bias, 0f));
        }
      }
      case SIGMOID -> {
        for (int i = start; i < end; i++) {
          values.put(i, (float) (1 / (1 + Math.exp(-(values.get(i) + bias)))));
        }
      }
      case TANH -> {
        for (int i = start; i < end; i++) {
          values.put(i, (float) Math.tanh(values.get(i) + bias));
        }
      }
    }
  }

  @Override
  public void backward(float rate) {
    for (int row = 0; row < map.height; row++) {
      for (int channel = 0; channel < map.channels; channel++) {
        int start = map.start(row, channel);
        timesSlope(start, start + map.run());
      }
    }
    for (int channel = 0; channel < map.channels; channel++) {
      double sum = 0;
      for (int row = 0; row < map.height; row++) {
        int start = map.start(row, channel);
        sum += sum(map.gradient.values, start, start + map.run());
      }
      biases[channel] -= rate * (float) sum;
    }
    zeroPruned();
  }

  /** Every activation's slope is a function of its value. */
  private void timesSlope(int start, int end) {
    FloatBuffer values = map.values.values;
    FloatBuffer slopes = map.gradient.values;
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> {
        IntBuffer bits = map.values.bits;
        IntBuffer slopeBits = map.gradient.bits;
        // A positive float is a positive integer, whose negative has a sign bit to spread.
        for (int i = start; i < end; i++) {
          slopeBits.put(i, slopeBits.get(i) & (-bits.get(i) >> 31));
        }
      }
      case SIGMOID -> {
        for (int i = start; i < end; i++) {
          float value = values.get(i);
          slopes.put(i, slopes.get(i) * value * (1 - value));
        }
      }
      case TANH -> {
        for (int i = start; i < end; i++) {
          float value = values.get(i);
          slopes.put(i, slopes.get(i) * (1 - value * value));
        }
      }
    }
  }

  /** In four partial sums: one would wait for each addition before the next. */
  private static float sum(FloatBuffer values, int start, int end) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = start;
    for (; i + 3 < end; i += 4) {
      a += values.get(i);
      b += values.get(i + 1);
      c += values.get(i + 2);
      d += values.get(i + 3);
    }
    for (; i < end; i++) {
      a += values.get(i);
    }
    return (a + b) + (c + d);
  }

  /**
   * Adds to {@code sums} each channel's activation over all rows, columns and images of a map
   * without biases, which stays as it is.
   */
  void addActivations(FeatureMap linear, double[] sums) {
    float[] run = new float[linear.run()];
    FloatBuffer activated = FloatBuffer.wrap(run);
    for (int row = 0; row < linear.height; row++) {
      for (int channel = 0; channel < linear.channels; channel++) {
        linear.values.values.get(linear.start(row, channel), run);
        apply(activation, biases[channel], activated, 0, run.length);
        for (float value : run) {
          sums[channel] += value;
        }
      }
    }
  }

  @Override
  public void load(float[] parameters) {
    System.arraycopy(parameters, block.biasOffset(), biases, 0, biases.length);
  }

  @Override
  public void store(float[] parameters) {
    System.arraycopy(biases, 0, parameters, block.biasOffset(), biases.length);
  }

  @Override
  public void hold(float l2, PrunedChannels channels) {
    pruned = channels.toArray();
    zeroPruned();
  }

  private void zeroPruned() {
    for (int channel : pruned) {
      biases[channel] = 0f;
    }
  }
}
