package dev.gauntlet.learning;

/**
 * Mean and standard deviation (of the population) of a convolutional layer's weights; biases and
 * the channels left out do not count.
 *
 * @param mean 0 if no weight counts
 * @param deviation 0 if no weight counts
 */
public record LayerSpread(double mean, double deviation) {

  /**
   * Measures the layer.
   *
   * @param parameters the flattened vector
   * @param leftOut channels that do not count as they are in the vector
   * @param besides weights that count as well
   */
  public static LayerSpread of(
      float[] parameters, ChannelBlock block, PrunedChannels leftOut, WeightMoments besides) {
    double sum = besides.sum();
    long count = besides.count();
    for (int channel = 0; channel < block.channels(); channel++) {
      if (!leftOut.contains(channel)) {
        int start = block.weightOffset() + channel * block.weightsPerChannel();
        for (int i = start; i < start + block.weightsPerChannel(); i++) {
          sum += parameters[i];
        }
        count += block.weightsPerChannel();
      }
    }
    if (count == 0) {
      return new LayerSpread(0, 0);
    }
    double mean = sum / count;
    double squares = besides.squaresAround(mean);
    for (int channel = 0; channel < block.channels(); channel++) {
      if (!leftOut.contains(channel)) {
        int start = block.weightOffset() + channel * block.weightsPerChannel();
        for (int i = start; i < start + block.weightsPerChannel(); i++) {
          squares += (parameters[i] - mean) * (parameters[i] - mean);
        }
      }
    }
    return new LayerSpread(mean, Math.sqrt(squares / count));
  }

  /** Whether the weight lies further than {@code delta} deviations from the mean. */
  public boolean isOutside(double weight, double delta) {
    return Math.abs(weight - mean) > delta * deviation;
  }
}
