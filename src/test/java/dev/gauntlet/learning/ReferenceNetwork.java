package dev.gauntlet.learning;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.Subset;
import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The definition of every layer and step, in double precision and plain loops. */
final class ReferenceNetwork {

  private final Architecture architecture;
  private final double[] parameters;
  private final List<ParameterBlock> blocks;

  ReferenceNetwork(Architecture architecture, double[] parameters) {
    this.architecture = architecture;
    this.parameters = parameters;
    blocks = architecture.parameterBlocks();
  }

  /** A model's parameters in double precision. */
  static double[] parameters(ParameterVector model) {
    double[] parameters = new double[model.length()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = model.get(i);
    }
    return parameters;
  }

  /** What local training reaches, without constraints; gradients are central differences. */
  double[] train(Examples examples, LocalTraining training, RandomGenerator random) {
    double[] velocity = new double[parameters.length];
    zero(training.pruned());
    BatchSequence.forEach(
        examples.size(),
        training,
        random,
        (order, from, count) -> {
          int[] batch = Arrays.copyOfRange(order, from, from + count);
          step(new Subset(examples, batch), training, velocity);
          zero(training.pruned());
          return true;
        });
    return parameters;
  }

  private void step(Examples batch, LocalTraining training, double[] velocity) {
    Optimiser optimiser = training.optimiser();
    double[] gradient = new double[parameters.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = slope(i, batch) + decayOf(i, training) * parameters[i];
    }
    for (int i = 0; i < gradient.length; i++) {
      double push = optimiser.learningRate() * gradient[i];
      velocity[i] = optimiser.momentum() * velocity[i] - push;
      parameters[i] +=
          optimiser.nesterov() ? optimiser.momentum() * velocity[i] - push : velocity[i];
    }
  }

  private double decayOf(int parameter, LocalTraining training) {
    for (ParameterBlock block : blocks) {
      int place = parameter - block.weightOffset();
      if (place >= 0 && place < block.outputs() * block.inputs()) {
        boolean last = block.layer() == architecture.lastConvolutionIndex();
        return training.optimiser().weightDecay() + (last ? training.lastConvL2() : 0);
      }
    }
    return 0;
  }

  private void zero(PrunedChannels pruned) {
    ParameterBlock block = block(architecture.lastConvolutionIndex());
    for (int channel : pruned.toArray()) {
      parameters[block.biasOffset() + channel] = 0;
      for (int i = 0; i < block.inputs(); i++) {
        parameters[block.weightOffset() + channel * block.inputs() + i] = 0;
      }
    }
  }

  /** The mean cross-entropy of the examples. */
  double loss(Examples examples) {
    double loss = 0;
    for (int i = 0; i < examples.size(); i++) {
      loss += loss(pixels(examples, i), examples.label(i));
    }
    return loss / examples.size();
  }

  private double loss(double[] pixels, int label) {
    double[] outputs = outputs(pixels, architecture.layers().size() + 1);
    double sum = 0;
    for (double output : outputs) {
      sum += Math.exp(output);
    }
    return Math.log(sum) - outputs[label];
  }

  /** The derivative of the mean cross-entropy by one pixel of one example. */
  double inputSlope(int index, int pixel, Examples examples) {
    double distance = 1e-6;
    double[] pixels = pixels(examples, index);
    double value = pixels[pixel];
    pixels[pixel] = value + distance;
    double above = loss(pixels, examples.label(index));
    pixels[pixel] = value - distance;
    double below = loss(pixels, examples.label(index));
    return (above - below) / (2 * distance * examples.size());
  }

  /** The derivative of the loss by one parameter, as a central difference. */
  double slope(int parameter, Examples examples) {
    double distance = 1e-6;
    double value = parameters[parameter];
    parameters[parameter] = value + distance;
    double above = loss(examples);
    parameters[parameter] = value - distance;
    double below = loss(examples);
    parameters[parameter] = value;
    return (above - below) / (2 * distance);
  }

  /** The values after the first {@code layers} layers. */
  double[] outputs(Examples examples, int index, int layers) {
    return outputs(pixels(examples, index), layers);
  }

  private static double[] pixels(Examples examples, int index) {
    float[] pixels = new float[examples.shape().size()];
    examples.copyPixels(index, pixels, 0);
    double[] values = new double[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[i];
    }
    return values;
  }

  private double[] outputs(double[] pixels, int layers) {
    double[] values = pixels;
    ImageShape shape = architecture.input();
    List<ImageShape> shapes = architecture.outputShapes();
    for (int i = 0; i < layers; i++) {
      boolean hidden = i < shapes.size();
      Layer layer = hidden ? architecture.layers().get(i) : architecture.outputLayer();
      ImageShape output = hidden ? shapes.get(i) : new ImageShape(architecture.classes(), 1, 1);
      values = apply(layer, i, values, shape, output);
      shape = output;
    }
    return values;
  }

  private double[] apply(Layer layer, int index, double[] in, ImageShape from, ImageShape to) {
    double[] out = new double[to.size()];
    for (int c = 0; c < to.channels(); c++) {
      for (int y = 0; y < to.height(); y++) {
        for (int x = 0; x < to.width(); x++) {
          out[(c * to.height() + y) * to.width() + x] =
              layer instanceof Layer.Dense dense
                  ? activate(dense.activation(), dense(index, c, in))
                  : window(layer, index, in, from, c, y, x);
        }
      }
    }
    return out;
  }

  private double dense(int index, int unit, double[] in) {
    ParameterBlock block = block(index);
    double sum = parameters[block.biasOffset() + unit];
    for (int i = 0; i < in.length; i++) {
      sum += in[i] * parameters[block.weightOffset() + unit * block.inputs() + i];
    }
    return sum;
  }

  private double window(Layer layer, int index, double[] in, ImageShape from, int c, int y, int x) {
    if (layer instanceof Layer.Convolution conv) {
      ParameterBlock block = block(index);
      double sum = parameters[block.biasOffset() + c];
      int weight = block.weightOffset() + c * block.inputs();
      for (int channel = 0; channel < from.channels(); channel++) {
        for (int dy = 0; dy < conv.kernel(); dy++) {
          for (int dx = 0; dx < conv.kernel(); dx++) {
            int row = y * conv.stride() + dy - conv.padding();
            int column = x * conv.stride() + dx - conv.padding();
            sum += parameters[weight++] * at(in, from, channel, row, column);
          }
        }
      }
      return activate(conv.activation(), sum);
    }
    boolean largest = layer instanceof Layer.MaxPooling;
    int size = layer instanceof Layer.MaxPooling p ? p.size() : average(layer).size();
    int stride = layer instanceof Layer.MaxPooling p ? p.stride() : average(layer).stride();
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int dy = 0; dy < size; dy++) {
      for (int dx = 0; dx < size; dx++) {
        double value = at(in, from, c, y * stride + dy, x * stride + dx);
        max = Math.max(max, value);
        sum += value;
      }
    }
    return largest ? max : sum / (size * size);
  }

  private static Layer.AveragePooling average(Layer layer) {
    return (Layer.AveragePooling) layer;
  }

  private static double at(double[] in, ImageShape shape, int channel, int row, int column) {
    boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
    return inside ? in[(channel * shape.height() + row) * shape.width() + column] : 0;
  }

  private static double activate(Activation activation, double x) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> Math.max(x, 0);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
    };
  }

  private ParameterBlock block(int layer) {
    return blocks.stream().filter(b -> b.layer() == layer).findFirst().orElseThrow();
  }
}
