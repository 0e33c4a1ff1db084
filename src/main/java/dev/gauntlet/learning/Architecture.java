package dev.gauntlet.learning;

import dev.gauntlet.data.ImageShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A network: hidden layers from the image to a softmax output layer over the classes. Valid by
 * construction: every layer fits the one before, convolutions come before fully connected layers,
 * and there is at least one.
 *
 * @param name as the scenario names it
 * @param input the shape of an image
 * @param classes units of the output layer, at least 2
 * @param layers the hidden layers in order
 * @param normalization of the images before the first layer
 */
public record Architecture(
    String name, ImageShape input, int classes, List<Layer> layers, Normalization normalization) {

  /**
   * @throws IllegalArgumentException naming the first layer that does not fit
   */
  public Architecture {
    layers = List.copyOf(layers);
    if (classes < 2) {
      throw new IllegalArgumentException("a classifier needs at least 2 classes, not " + classes);
    }
    if (layers.stream().noneMatch(Layer.Convolution.class::isInstance)) {
      throw new IllegalArgumentException(
          "a network needs at least one convolution: the defence prunes its channels");
    }
    if (!normalization.isNone() && normalization.means().size() != input.channels()) {
      throw new IllegalArgumentException(
          "images of "
              + input.channels()
              + " channels are not normalised by "
              + normalization.means().size()
              + " means");
    }
    shapes(input, layers);
    if (countParameters(input, classes, layers) > Layer.MOST_VALUES) {
      throw new IllegalArgumentException(
          "the network has more than " + Layer.MOST_VALUES + " parameters");
    }
  }

  /** A network that takes pixels as they are. */
  public Architecture(String name, ImageShape input, int classes, List<Layer> layers) {
    this(name, input, classes, layers, Normalization.NONE);
  }

  /** The same network over images normalised so. */
  public Architecture normalizing(Normalization images) {
    return new Architecture(name, input, classes, layers, images);
  }

  /**
   * The shape of each hidden layer's output in order; a fully connected layer's is {@code units x 1
   * x 1}.
   */
  public List<ImageShape> outputShapes() {
    return shapes(input, layers);
  }

  /** The length of the flattened parameter vector. */
  public int parameterCount() {
    return (int) countParameters(input, classes, layers);
  }

  /** The index of the last convolution among the layers. */
  public int lastConvolutionIndex() {
    int last = -1;
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof Layer.Convolution) {
        last = i;
      }
    }
    return last;
  }

  /** Whether an activation function changes what the last convolution gives. */
  public boolean activatesLastConvolution() {
    return ((Layer.Convolution) layers.get(lastConvolutionIndex())).activation()
        != Activation.IDENTITY;
  }

  /** Where the last convolutional layer lies in the flattened parameters. */
  public ChannelBlock lastConvolution() {
    int last = lastConvolutionIndex();
    ParameterBlock block =
        parameterBlocks().stream().filter(b -> b.layer() == last).findFirst().orElseThrow();
    return new ChannelBlock(
        block.outputs(), block.inputs(), block.biasOffset(), block.weightOffset());
  }

  /**
   * The blocks of the flattened parameter vector in order, the output layer's last: a convolution's
   * biases come before its weights, a fully connected layer's after (Deeplearning4j's order).
   */
  public List<ParameterBlock> parameterBlocks() {
    List<ParameterBlock> blocks = new ArrayList<>();
    ImageShape shape = input;
    List<ImageShape> outputs = outputShapes();
    int offset = 0;
    for (int i = 0; i <= layers.size(); i++) {
      Layer layer = i < layers.size() ? layers.get(i) : outputLayer();
      if (layer.outputs() > 0) {
        int inputs = (int) layer.inputs(shape);
        int weights = layer.outputs() * inputs;
        blocks.add(
            new ParameterBlock(
                i,
                layer.outputs(),
                inputs,
                layer.biasesFirst() ? offset : offset + weights,
                layer.biasesFirst() ? offset + layer.outputs() : offset));
        offset += weights + layer.outputs();
      }
      shape = i < layers.size() ? outputs.get(i) : shape;
    }
    return blocks;
  }

  /** The output layer, whose softmax is part of the loss. */
  public Layer.Dense outputLayer() {
    return new Layer.Dense(classes, Activation.IDENTITY);
  }

  private static long countParameters(ImageShape input, int classes, List<Layer> layers) {
    long count = 0;
    ImageShape shape = input;
    for (Layer layer : layers) {
      count += layer.parameters(shape);
      shape = layer.output(shape);
    }
    return count + (shape.size() + 1L) * classes;
  }

  private static List<ImageShape> shapes(ImageShape input, List<Layer> layers) {
    List<ImageShape> shapes = new ArrayList<>();
    ImageShape shape = input;
    boolean flat = false;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (flat && !(layer instanceof Layer.Dense)) {
        throw new IllegalArgumentException(
            "layer " + i + " (" + layer + ") comes after a dense layer, whose output has no rows");
      }
      flat = layer instanceof Layer.Dense;
      try {
        shape = layer.output(shape);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("layer " + i + " (" + layer + ") " + e.getMessage(), e);
      }
      shapes.add(shape);
    }
    return List.copyOf(shapes);
  }
}
