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

  /** The most values that a layer's output or the parameters may have: what an array can hold. */
  private static final long MOST_VALUES = 1L << 29;

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
    if (countParameters(input, classes, layers) > MOST_VALUES) {
      throw new IllegalArgumentException(
          "the network has more than " + MOST_VALUES + " parameters");
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
      if (layer instanceof Layer.Convolution c) {
        int inputs = shape.channels() * c.kernel() * c.kernel();
        blocks.add(new ParameterBlock(i, c.filters(), inputs, offset, offset + c.filters()));
        offset += c.filters() * (inputs + 1);
      } else if (layer instanceof Layer.Dense d) {
        int weights = shape.size() * d.units();
        blocks.add(new ParameterBlock(i, d.units(), shape.size(), offset + weights, offset));
        offset += weights + d.units();
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
      count += parameters(layer, shape);
      shape = outputShape(layer, shape, 0);
    }
    return count + (shape.size() + 1L) * classes;
  }

  private static long parameters(Layer layer, ImageShape input) {
    if (layer instanceof Layer.Convolution c) {
      return c.filters() * ((long) input.channels() * c.kernel() * c.kernel() + 1);
    }
    return layer instanceof Layer.Dense d ? (input.size() + 1L) * d.units() : 0;
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
      shape = outputShape(layer, shape, i);
      shapes.add(shape);
    }
    return List.copyOf(shapes);
  }

  private static ImageShape outputShape(Layer layer, ImageShape in, int index) {
    if (layer instanceof Layer.Convolution c) {
      return windows(layer, in, index, c.filters(), c.kernel(), c.stride(), c.padding());
    } else if (layer instanceof Layer.MaxPooling p) {
      return windows(layer, in, index, in.channels(), p.size(), p.stride(), 0);
    } else if (layer instanceof Layer.AveragePooling p) {
      return windows(layer, in, index, in.channels(), p.size(), p.stride(), 0);
    }
    return bounded(layer, index, ((Layer.Dense) layer).units(), 1, 1);
  }

  private static ImageShape windows(
      Layer layer, ImageShape in, int index, int channels, int size, int stride, int padding) {
    long height = in.height() + 2L * padding;
    long width = in.width() + 2L * padding;
    if (size > height || size > width) {
      throw new IllegalArgumentException(
          "layer " + index + " (" + layer + ") is larger than its input of " + in);
    }
    if (padding >= size) {
      throw new IllegalArgumentException(
          "layer " + index + " (" + layer + ") pads more than its filter covers");
    }
    return bounded(
        layer, index, channels, (height - size) / stride + 1, (width - size) / stride + 1);
  }

  private static ImageShape bounded(
      Layer layer, int index, long channels, long height, long width) {
    if (channels * height * width > MOST_VALUES) {
      throw new IllegalArgumentException(
          "layer " + index + " (" + layer + ") has more than " + MOST_VALUES + " outputs");
    }
    return new ImageShape((int) channels, (int) height, (int) width);
  }
}
