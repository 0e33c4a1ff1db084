package dev.gauntlet.learning;

import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;

/**
 * Where the parameters of a convolutional layer lie in the flattened vector: {@code channels}
 * biases from {@code biasOffset} on, and from {@code weightOffset} on one filter of {@code
 * weightsPerChannel} weights for each channel.
 */
public record ChannelBlock(int channels, int weightsPerChannel, int biasOffset, int weightOffset) {

  /** Sets filter and bias of every pruned channel to 0, in place. */
  public void zero(PrunedChannels pruned, float[] parameters) {
    for (int channel : pruned.toArray()) {
      int start = weightOffset + channel * weightsPerChannel;
      Arrays.fill(parameters, start, start + weightsPerChannel, 0f);
      parameters[biasOffset + channel] = 0f;
    }
  }

  /** The model with filter and bias of every pruned channel at 0. */
  public ParameterVector pruned(ParameterVector model, PrunedChannels pruned) {
    float[] parameters = model.toArray();
    zero(pruned, parameters);
    return ParameterVector.adopt(parameters);
  }
}
