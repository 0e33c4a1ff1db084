package dev.gauntlet.learning;

import dev.gauntlet.federation.ParameterVector;

/**
 * What mean and deviation need to know of some weights: how many there are, their sum and the sum
 * of their squares. So the filters of pruned channels can count as they were, though the model has
 * zeros in their place.
 */
public record WeightMoments(long count, double sum, double squares) {

  /** Of no weights. */
  public static final WeightMoments NONE = new WeightMoments(0, 0, 0);

  public WeightMoments {
    if (count < 0 || !(squares >= 0)) {
      throw new IllegalArgumentException("neither a count nor a sum of squares is below 0");
    }
  }

  /** Of the filters of these channels, biases left out. */
  public static WeightMoments of(
      ParameterVector model, ChannelBlock block, PrunedChannels channels) {
    float[] parameters = model.toArray();
    double sum = 0;
    double squares = 0;
    for (int channel : channels.toArray()) {
      int start = block.weightOffset() + channel * block.weightsPerChannel();
      for (int i = start; i < start + block.weightsPerChannel(); i++) {
        sum += parameters[i];
        squares += (double) parameters[i] * parameters[i];
      }
    }
    return new WeightMoments((long) channels.count() * block.weightsPerChannel(), sum, squares);
  }

  /** Of these weights and those. */
  public WeightMoments and(WeightMoments others) {
    return new WeightMoments(count + others.count, sum + others.sum, squares + others.squares);
  }

  /** The sum of the squared differences from that value. */
  double squaresAround(double value) {
    return Math.max(0, squares - 2 * value * sum + count * value * value);
  }
}
