package dev.gauntlet.learning;

import dev.gauntlet.data.ImageShape;

/** A hidden layer of a network; the softmax output layer is always there and not written. */
public sealed interface Layer {

  /** The most values that a layer's output or the parameters may have: what an array can hold. */
  long MOST_VALUES = 1L << 29;

  /**
   * The shape of its output for images of that shape; a fully connected layer's is {@code units x 1
   * x 1}.
   *
   * @throws IllegalArgumentException if it does not fit them; the message is what the layer does
   */
  ImageShape output(ImageShape input);

  /** Its filters or units if they have weights, else 0. */
  default int outputs() {
    return 0;
  }

  /** Weights of one filter or unit over such images, without its bias. */
  default long inputs(ImageShape input) {
    return 0;
  }

  /** Its weights and biases over such images. */
  default long parameters(ImageShape input) {
    return outputs() * (inputs(input) + 1);
  }

  /** Whether its biases come before its weights in the flattened parameters. */
  default boolean biasesFirst() {
    return false;
  }

  /**
   * A convolution with square filters.
   *
   * @param filters output channels ("neurons")
   * @param kernel rows and columns of a filter
   * @param stride step in both directions
   * @param padding zeros added on each side
   */
  record Convolution(int filters, int kernel, int stride, int padding, Activation activation)
      implements Layer {
    public Convolution {
      requireAtLeast(1, filters, "filters");
      requireAtLeast(1, kernel, "kernel");
      requireAtLeast(1, stride, "stride");
      requireAtLeast(0, padding, "padding");
    }

    @Override
    public ImageShape output(ImageShape input) {
      return windows(input, filters, kernel, stride, padding);
    }

    @Override
    public int outputs() {
      return filters;
    }

    @Override
    public long inputs(ImageShape input) {
      return (long) input.channels() * kernel * kernel;
    }

    @Override
    public boolean biasesFirst() {
      return true;
    }
  }

  /** The largest value of each {@code size x size} window; incomplete windows are left out. */
  record MaxPooling(int size, int stride) implements Layer {
    public MaxPooling {
      requireAtLeast(1, size, "size");
      requireAtLeast(1, stride, "stride");
    }

    @Override
    public ImageShape output(ImageShape input) {
      return windows(input, input.channels(), size, stride, 0);
    }
  }

  /** The mean of each {@code size x size} window; incomplete windows are left out. */
  record AveragePooling(int size, int stride) implements Layer {
    public AveragePooling {
      requireAtLeast(1, size, "size");
      requireAtLeast(1, stride, "stride");
    }

    @Override
    public ImageShape output(ImageShape input) {
      return windows(input, input.channels(), size, stride, 0);
    }
  }

  /** A fully connected layer. */
  record Dense(int units, Activation activation) implements Layer {
    public Dense {
      requireAtLeast(1, units, "units");
    }

    @Override
    public ImageShape output(ImageShape input) {
      return bounded(units, 1, 1);
    }

    @Override
    public int outputs() {
      return units;
    }

    @Override
    public long inputs(ImageShape input) {
      return input.size();
    }
  }

  private static ImageShape windows(
      ImageShape in, int channels, int size, int stride, int padding) {
    long height = in.height() + 2L * padding;
    long width = in.width() + 2L * padding;
    if (size > height || size > width) {
      throw new IllegalArgumentException("is larger than its input of " + in);
    }
    if (padding >= size) {
      throw new IllegalArgumentException("pads more than its filter covers");
    }
    return bounded(channels, (height - size) / stride + 1, (width - size) / stride + 1);
  }

  private static ImageShape bounded(long channels, long height, long width) {
    if (channels * height * width > MOST_VALUES) {
      throw new IllegalArgumentException("has more than " + MOST_VALUES + " outputs");
    }
    return new ImageShape((int) channels, (int) height, (int) width);
  }

  private static void requireAtLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }
}
