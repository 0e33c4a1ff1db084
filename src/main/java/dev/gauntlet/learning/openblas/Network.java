package dev.gauntlet.learning.openblas;

import dev.gauntlet.data.Examples;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Inputs;
import dev.gauntlet.learning.LocalTraining;
import java.nio.FloatBuffer;
import java.util.List;

/** A network in memory of its own: the parameters and all buffers for batches up to a size. */
final class Network implements AutoCloseable {

  private final Architecture architecture;
  private final int capacity;
  private final List<FeatureMap> maps;
  private final List<Stage> stages;
  private final int firstTrained;
  private final int lastConvolution;
  private final Softmax softmax;
  private final float[] pixels;
  private final int[] labels;

  Network(Architecture architecture, int capacity) {
    this.architecture = architecture;
    this.capacity = capacity;
    Plan plan = new Plan(architecture, capacity);
    maps = plan.maps;
    stages = plan.stages;
    firstTrained = plan.firstTrained;
    lastConvolution = plan.lastConvolution;
    softmax = new Softmax(maps.get(maps.size() - 1));
    pixels = new float[architecture.input().size()];
    labels = new int[capacity];
  }

  /** The most images of a batch. */
  int capacity() {
    return capacity;
  }

  void load(float[] parameters) {
    stages.forEach(stage -> stage.load(parameters));
  }

  void store(float[] parameters) {
    stages.forEach(stage -> stage.store(parameters));
  }

  /** Sets how later steps go, and the pruned channels of the last convolutional layer. */
  void begin(LocalTraining training) {
    double decay = training.optimiser().weightDecay();
    for (int i = 0; i < stages.size(); i++) {
      double l2 = i == lastConvolution ? decay + training.lastConvL2() : decay;
      stages.get(i).begin(training.optimiser(), l2);
    }
    stages.get(lastConvolution).hold(training.pruned());
    lastActivation().hold(training.pruned());
  }

  /** Takes the examples {@code order[from .. from + count)} as the batch. */
  void fill(Examples examples, int[] order, int from, int count) {
    OpenBlasEngine.useOneThread();
    maps.forEach(map -> map.layOut(count));
    FeatureMap input = maps.get(0);
    FloatBuffer values = input.values.values;
    for (int image = 0; image < count; image++) {
      int example = order[from + image];
      labels[image] = Inputs.requireClass(architecture, examples.label(example));
      examples.copyPixels(example, pixels, 0);
      architecture.normalization().apply(pixels, 0, architecture.input());
      int next = 0;
      for (int channel = 0; channel < input.channels; channel++) {
        for (int row = 0; row < input.height; row++) {
          int start = input.start(row, channel) + image;
          for (int column = 0; column < input.width; column++) {
            values.put(start + column * count, pixels[next++]);
          }
        }
      }
    }
  }

  /**
   * Takes one step of gradient descent on the batch.
   *
   * @return whether the loss was a number; if not, the parameters are none from now on
   */
  boolean train() {
    forward(stages.size());
    boolean finite = softmax.backward(labels);
    for (int i = stages.size() - 1; i >= firstTrained; i--) {
      stages.get(i).backward();
    }
    return finite;
  }

  /** Writes the most probable class of each image of the batch from {@code offset} on. */
  void predict(int[] classes, int offset) {
    forward(stages.size());
    for (int image = 0; image < maps.get(0).images(); image++) {
      classes[offset + image] = softmax.mostProbable(image);
    }
  }

  /** The sum of the cross-entropy over the batch, whose outputs are then there. */
  double loss() {
    forward(stages.size());
    return softmax.loss(labels);
  }

  /**
   * Writes the gradient of the batch's mean cross-entropy by the pixels, times {@code share}.
   *
   * @param share of the batch in the examples that a mean is wanted of
   * @param slopes takes the values of one image after the other from {@code offset} on
   * @return how many images are classified as labelled
   */
  int inputGradient(float share, float[] slopes, int offset) {
    softmax.backward(labels);
    for (int i = stages.size() - 1; i >= 0; i--) {
      stages.get(i).propagate();
    }
    FeatureMap input = maps.get(0);
    FloatBuffer values = input.gradient.values;
    int images = input.images();
    int next = offset;
    int correct = 0;
    for (int image = 0; image < images; image++) {
      correct += softmax.mostProbable(image) == labels[image] ? 1 : 0;
      for (int channel = 0; channel < input.channels; channel++) {
        for (int row = 0; row < input.height; row++) {
          int start = input.start(row, channel) + image;
          for (int column = 0; column < input.width; column++) {
            slopes[next++] = share * values.get(start + column * images);
          }
        }
      }
    }
    return correct;
  }

  /** Adds to {@code sums} each channel's activation in the last convolutional layer. */
  void addActivations(ActivationRecord record, double[] sums) {
    forward(lastConvolution + 1);
    lastActivation().addActivations(lastOutput(), record, sums);
  }

  private void forward(int end) {
    for (int i = 0; i < end; i++) {
      stages.get(i).forward();
    }
  }

  private FeatureMap lastOutput() {
    return ((ConvolutionStage) stages.get(lastConvolution)).output();
  }

  private ActivationStage lastActivation() {
    for (int i = lastConvolution; ; i++) {
      if (stages.get(i) instanceof ActivationStage activation) {
        return activation;
      }
    }
  }

  @Override
  public void close() {
    stages.forEach(Stage::close);
    maps.forEach(FeatureMap::close);
  }
}
