package dev.gauntlet.learning;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.federation.ParameterVector;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An engine for tests without a network: what its learners return depends on every argument, in
 * microseconds.
 */
public final class ToyEngine implements NetworkEngine {

  /** A network that takes images of 2 x 2 pixels to 3 classes through 4 channels. */
  public static final Architecture ARCHITECTURE =
      new Architecture(
          "toy",
          new ImageShape(1, 2, 2),
          3,
          List.of(new Layer.Convolution(4, 1, 1, 0, Activation.RELU)));

  @Override
  public String description() {
    return "toy";
  }

  @Override
  public Learner newLearner(Architecture architecture) {
    return new ToyLearner(architecture);
  }

  /** Walks at random, and classifies by the sum of everything. */
  public record ToyLearner(Architecture architecture) implements Learner {

    @Override
    public ParameterVector train(
        ParameterVector start, Examples examples, LocalTraining training, RandomGenerator order) {
      float[] reached = start.toArray();
      Optimiser optimiser = training.optimiser();
      double pace = optimiser.learningRate() * (1 + optimiser.momentum() + optimiser.weightDecay());
      for (int i = 0; i < reached.length; i++) {
        double step = order.nextGaussian() + examples.label(i % examples.size());
        reached[i] = (float) (reached[i] + pace * training.epochs() * step);
      }
      return ParameterVector.adopt(reached);
    }

    @Override
    public int[] predict(ParameterVector model, Examples examples) {
      int[] predicted = new int[examples.size()];
      for (int i = 0; i < predicted.length; i++) {
        long scaled = Math.round(64 * (sum(model.toArray()) + sum(pixels(examples, i))));
        predicted[i] = Math.floorMod(scaled, architecture.classes());
      }
      return predicted;
    }

    @Override
    public double loss(ParameterVector model, Examples examples) {
      return sum(model.toArray()) + examples.size();
    }

    @Override
    public InputGradient inputGradient(ParameterVector model, Examples examples) {
      Inputs.requireClass(architecture, examples.label(0));
      float[] slopes = new float[examples.size() * examples.shape().size()];
      for (int i = 0; i < slopes.length; i++) {
        slopes[i] = model.get(i % model.length()) / examples.size();
      }
      return new InputGradient(
          loss(model, examples), Accuracy.countCorrect(this, model, examples), slopes);
    }

    @Override
    public double[] activations(ParameterVector model, Examples examples, ActivationRecord record) {
      double[] activations = new double[architecture.lastConvolution().channels()];
      for (int channel = 0; channel < activations.length; channel++) {
        activations[channel] = Math.abs(model.get(channel)) * (1 + examples.label(0));
      }
      return activations;
    }

    @Override
    public void close() {}

    private static float[] pixels(Examples examples, int index) {
      float[] pixels = new float[examples.shape().size()];
      examples.copyPixels(index, pixels, 0);
      return pixels;
    }

    private static double sum(float[] values) {
      double sum = 0;
      for (float value : values) {
        sum += value;
      }
      return sum;
    }
  }
}
