package dev.gauntlet.learning;

import dev.gauntlet.data.ImageShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The networks that have a name. */
public final class Architectures {

  private static final Map<String, List<Layer>> NAMED = new LinkedHashMap<>();

  static {
    // The paper's MNIST network: 2 convolutional and 2 fully connected layers, 20 and 50 channels.
    NAMED.put(
        "lenet-20-50",
        List.of(convolution(20, 5, 0), pool(), convolution(50, 5, 0), pool(), dense(500)));
    // The paper's small MNIST network (Table III), 8 and 16 channels.
    NAMED.put(
        "lenet-8-16",
        List.of(convolution(8, 5, 0), pool(), convolution(16, 5, 0), pool(), dense(128)));
    // 3 convolutional and 2 fully connected layers, as the paper's for Fashion-MNIST.
    NAMED.put(
        "fashion-cnn",
        List.of(
            convolution(16, 5, 2),
            pool(),
            convolution(32, 5, 2),
            pool(),
            convolution(64, 3, 1),
            dense(128)));
    // 4 convolutional and 3 fully connected layers, as the paper's for CIFAR-10.
    NAMED.put(
        "cifar-cnn",
        List.of(
            convolution(32, 3, 1),
            convolution(32, 3, 1),
            pool(),
            convolution(64, 3, 1),
            pool(),
            convolution(64, 3, 1),
            pool(),
            dense(256),
            dense(128)));
  }

  private Architectures() {}

  /** The names in order. */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }

  /**
   * The network of that name over images of that shape.
   *
   * @throws IllegalArgumentException if there is none, or it does not fit the images
   */
  public static Architecture named(String name, ImageShape input, int classes) {
    List<Layer> layers = NAMED.get(name);
    if (layers == null) {
      throw new IllegalArgumentException("no network is called " + name);
    }
    return new Architecture(name, input, classes, layers);
  }

  private static Layer convolution(int filters, int kernel, int padding) {
    return new Layer.Convolution(filters, kernel, 1, padding, Activation.RELU);
  }

  private static Layer pool() {
    return new Layer.MaxPooling(2, 2);
  }

  private static Layer dense(int units) {
    return new Layer.Dense(units, Activation.RELU);
  }
}
