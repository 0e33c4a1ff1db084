package dev.gauntlet.learning;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.Subset;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Small networks, models and images for tests. */
public final class Samples {

  private Samples() {}

  /** Every layer type and activation, odd sizes, stride, padding and an incomplete window. */
  public static Architecture mixed() {
    return new Architecture(
        "mixed",
        new ImageShape(2, 11, 9),
        4,
        List.of(
            new Layer.Convolution(3, 3, 1, 1, Activation.TANH),
            new Layer.MaxPooling(3, 2),
            new Layer.Convolution(5, 2, 2, 1, Activation.RELU),
            new Layer.AveragePooling(2, 1),
            new Layer.Dense(7, Activation.SIGMOID),
            new Layer.Dense(6, Activation.IDENTITY)));
  }

  /** Images of uniform noise with labels in turn. */
  public static Examples noise(ImageShape shape, int classes, int count, long seed) {
    float[][] images = new float[count][shape.size()];
    RandomGenerator random = new RandomStreams(seed).stream("noise");
    for (float[] image : images) {
      for (int i = 0; i < image.length; i++) {
        image[i] = random.nextFloat();
      }
    }
    return new Examples() {
      @Override
      public ImageShape shape() {
        return shape;
      }

      @Override
      public int size() {
        return count;
      }

      @Override
      public int label(int index) {
        return index % classes;
      }

      @Override
      public void copyPixels(int index, float[] target, int offset) {
        System.arraycopy(images[index], 0, target, offset, shape.size());
      }
    };
  }

  /** Images of noise that fit the network. */
  public static Examples noise(Architecture architecture, int count) {
    return noise(architecture.input(), architecture.classes(), count, 1);
  }

  /** The first {@code count} of them. */
  public static Examples first(Examples examples, int count) {
    return new Subset(examples, IntStream.range(0, count).toArray());
  }

  /** A model with normal weights that keep a signal's size, and small biases. */
  public static ParameterVector model(Architecture architecture, long seed) {
    float[] values = new float[architecture.parameterCount()];
    RandomGenerator random = new RandomStreams(seed).stream("model");
    for (ParameterBlock block : architecture.parameterBlocks()) {
      float deviation = (float) Math.sqrt(2.0 / block.inputs());
      for (int i = 0; i < block.outputs() * block.inputs(); i++) {
        values[block.weightOffset() + i] = deviation * (float) random.nextGaussian();
      }
      for (int i = 0; i < block.outputs(); i++) {
        values[block.biasOffset() + i] = 0.1f * (float) random.nextGaussian();
      }
    }
    return ParameterVector.adopt(values);
  }

  /** The generator of the order of examples, at its start. */
  public static RandomGenerator order() {
    return new RandomStreams(3).stream("order");
  }
}
