package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.Activation;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Descent;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.ParameterBlock;
import dev.gauntlet.learning.PrunedChannels;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Adds a layer's biases and applies its activation function, in place. A row of the map at a time
 * is copied to plain arrays, where HotSpot vectorises loops over several at once.
 */
final class ActivationStage implements Stage {

  private final Activation activation;
  private final ParameterBlock block;
  private final FeatureMap map;
  private final float[] biases;
  private final float[] floats;
  private final float[] slopes;
  private final float[] sums;
  private final float[] biasSlopes;
  private final float[] velocity;
  private final int[] valueBits;
  private final int[] slopeBits;
  private Descent descent = NOT_BEGUN;
  private int[] pruned = {};

  ActivationStage(Activation activation, ParameterBlock block, FeatureMap map, int capacity) {
    this.activation = activation;
    this.block = block;
    this.map = map;
    biases = new float[block.outputs()];
    biasSlopes = new float[block.outputs()];
    velocity = new float[block.outputs()];
    int row = map.channels * (map.width + 2 * map.padding) * capacity;
    floats = new float[row];
    slopes = new float[row];
    sums = new float[row];
    valueBits = new int[row];
    slopeBits = new int[row];
  }

  @Override
  public void forward() {
    FloatBuffer values = map.values.values;
    for (int row = 0; row < map.height; row++) {
      values.get(map.start(row, 0), floats, 0, rowLength());
      for (int channel = 0; channel < map.channels; channel++) {
        int start = channel * map.stride();
        apply(activation, biases[channel], floats, start, start + map.run());
      }
      values.put(map.start(row, 0), floats, 0, rowLength());
    }
  }

  private static void apply(Activation activation, float bias, float[] values, int start, int end) {
    switch (activation) {
      case IDENTITY -> {
        for (int i = start; i < end; i++) {
          values[i] += bias;
        }
      }
      case RELU -> {
        for (int i = start; i < end; i++) {
          values[i] = Math.max(values[i] + bias, 0f);
        }
      }
      case SIGMOID -> {
        for (int i = start; i < end; i++) {
          values[i] = (float) (1 / (1 + Math.exp(-(values[i] + bias))));
        }
      }
      case TANH -> {
        for (int i = start; i < end; i++) {
          values[i] = (float) Math.tanh(values[i] + bias);
        }
      }
    }
  }

  @Override
  public void propagate() {
    for (int row = 0; row < map.height; row++) {
      timesSlope(map.start(row, 0));
    }
  }

  @Override
  public void backward() {
    Arrays.fill(sums, 0f);
    for (int row = 0; row < map.height; row++) {
      int start = map.start(row, 0);
      timesSlope(start);
      map.gradient.values.get(start, slopes, 0, rowLength());
      add(slopes, sums, rowLength());
    }
    for (int channel = 0; channel < map.channels; channel++) {
      float sum = 0;
      for (int i = channel * map.stride(); i < channel * map.stride() + map.run(); i++) {
        sum += sums[i];
      }
      biasSlopes[channel] = sum;
    }
    if (descent.hasMomentum()) {
      descent.step(biases, biasSlopes, biases.length, velocity, 0);
    } else {
      for (int channel = 0; channel < biases.length; channel++) {
        biases[channel] -= descent.rate() * biasSlopes[channel];
      }
    }
    zeroPruned();
  }

  /** Every activation's slope is a function of its value. */
  private void timesSlope(int start) {
    if (activation == Activation.RELU) {
      map.values.bits.get(start, valueBits, 0, rowLength());
      map.gradient.bits.get(start, slopeBits, 0, rowLength());
      timesRectifierSlope(valueBits, slopeBits, rowLength());
      map.gradient.bits.put(start, slopeBits, 0, rowLength());
    } else if (activation != Activation.IDENTITY) {
      map.values.values.get(start, floats, 0, rowLength());
      map.gradient.values.get(start, slopes, 0, rowLength());
      if (activation == Activation.SIGMOID) {
        timesSigmoidSlope(floats, slopes, rowLength());
      } else {
        timesTanhSlope(floats, slopes, rowLength());
      }
      map.gradient.values.put(start, slopes, 0, rowLength());
    }
  }

  /** A positive float is a positive integer, whose negative has a sign bit to spread. */
  private static void timesRectifierSlope(int[] values, int[] slopes, int length) {
    for (int i = 0; i < length; i++) {
      slopes[i] &= -values[i] >> 31;
    }
  }

  private static void timesSigmoidSlope(float[] values, float[] slopes, int length) {
    for (int i = 0; i < length; i++) {
      slopes[i] *= values[i] * (1 - values[i]);
    }
  }

  private static void timesTanhSlope(float[] values, float[] slopes, int length) {
    for (int i = 0; i < length; i++) {
      slopes[i] *= 1 - values[i] * values[i];
    }
  }

  private static void add(float[] values, float[] sums, int length) {
    for (int i = 0; i < length; i++) {
      sums[i] += values[i];
    }
  }

  /** Values from the first run of a row to the end of its last, with the frame between them. */
  private int rowLength() {
    return (map.channels - 1) * map.stride() + map.run();
  }

  /**
   * Adds to {@code totals} each channel's activation over all rows, columns and images of a map
   * without biases, which stays as it is.
   */
  void addActivations(FeatureMap linear, ActivationRecord record, double[] totals) {
    Activation applied =
        record == ActivationRecord.BEFORE_ACTIVATION ? Activation.IDENTITY : activation;
    float[] run = new float[linear.run()];
    for (int row = 0; row < linear.height; row++) {
      for (int channel = 0; channel < linear.channels; channel++) {
        linear.values.values.get(linear.start(row, channel), run);
        apply(applied, biases[channel], run, 0, run.length);
        for (float value : run) {
          totals[channel] += value;
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
  public void begin(Optimiser optimiser, double l2) {
    descent = Descent.of(optimiser, 0);
    Arrays.fill(velocity, 0f);
  }

  @Override
  public void hold(PrunedChannels channels) {
    pruned = channels.toArray();
    zeroPruned();
  }

  private void zeroPruned() {
    for (int channel : pruned) {
      biases[channel] = 0f;
    }
  }
}
