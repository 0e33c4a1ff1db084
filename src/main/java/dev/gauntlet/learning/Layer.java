package dev.gauntlet.learning;

/** A hidden layer of a network; the softmax output layer is always there and not written. */
public sealed interface Layer {

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
  }

  /** The largest value of each {@code size x size} window; incomplete windows are left out. */
  record MaxPooling(int size, int stride) implements Layer {
    public MaxPooling {
      requireAtLeast(1, size, "size");
      requireAtLeast(1, stride, "stride");
    }
  }

  /** The mean of each {@code size x size} window; incomplete windows are left out. */
  record AveragePooling(int size, int stride) implements Layer {
    public AveragePooling {
      requireAtLeast(1, size, "size");
      requireAtLeast(1, stride, "stride");
    }
  }

  /** A fully connected layer. */
  record Dense(int units, Activation activation) implements Layer {
    public Dense {
      requireAtLeast(1, units, "units");
    }
  }

  private static void requireAtLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }
}
