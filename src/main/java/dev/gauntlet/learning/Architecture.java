package dev.gauntlet.learning;

import dev.gauntlet.data.ImageShape;
import java.util.List;

/**
 * A network: hidden layers from the image to a softmax output layer over the classes. Valid by
 * construction: every layer fits the one before, and there is a convolution.
 *
 * @param name as the scenario names it
 * @param input the shape of an image
 * @param classes units of the output layer
 * @param layers the hidden layers in order
 */
public record Architecture(String name, ImageShape input, int classes, List<Layer> layers) {

  public Architecture {
    layers = List.copyOf(layers);
    // the engine author adds the checks here
  }

  /** The length of the flattened parameter vector. */
  public int parameterCount() {
    throw new UnsupportedOperationException();
  }

  /** Where the last convolutional layer lies in the flattened parameters. */
  public ChannelBlock lastConvolution() {
    throw new UnsupportedOperationException();
  }
}
