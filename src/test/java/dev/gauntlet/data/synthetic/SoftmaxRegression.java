package dev.gauntlet.data.synthetic;

import dev.gauntlet.data.Examples;
import dev.gauntlet.simulation.RandomStreams;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A linear classifier by stochastic gradient descent: how far one gets without hidden layers. */
final class SoftmaxRegression {

  private static final float RATE = 0.02f;

  private final int classes;
  private final int inputs;
  private final float[] weights;

  private SoftmaxRegression(int classes, int inputs) {
    this.classes = classes;
    this.inputs = inputs;
    this.weights = new float[classes * (inputs + 1)];
  }

  static SoftmaxRegression train(Examples examples, int classes, int epochs) {
    SoftmaxRegression model = new SoftmaxRegression(classes, examples.shape().size());
    RandomGenerator random = new RandomStreams(1).stream("softmax-regression");
    int[] order = IntStream.range(0, examples.size()).toArray();
    float[] pixels = new float[model.inputs];
    for (int epoch = 0; epoch < epochs; epoch++) {
      RandomStreams.shuffle(order, random);
      for (int index : order) {
        examples.copyPixels(index, pixels, 0);
        model.step(pixels, examples.label(index));
      }
    }
    return model;
  }

  double accuracy(Examples examples) {
    float[] pixels = new float[inputs];
    int right = 0;
    for (int index = 0; index < examples.size(); index++) {
      examples.copyPixels(index, pixels, 0);
      float[] scores = scores(pixels);
      int best = 0;
      for (int k = 1; k < classes; k++) {
        best = scores[k] > scores[best] ? k : best;
      }
      right += best == examples.label(index) ? 1 : 0;
    }
    return (double) right / examples.size();
  }

  private void step(float[] pixels, int label) {
    float[] scores = scores(pixels);
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      scores[k] = (float) StrictMath.exp(scores[k]);
      sum += scores[k];
    }
    for (int k = 0; k < classes; k++) {
      float change = RATE * ((k == label ? 1 : 0) - (float) (scores[k] / sum));
      int row = k * (inputs + 1);
      for (int i = 0; i < inputs; i++) {
        weights[row + i] += change * pixels[i];
      }
      weights[row + inputs] += change;
    }
  }

  private float[] scores(float[] pixels) {
    float[] scores = new float[classes];
    for (int k = 0; k < classes; k++) {
      int row = k * (inputs + 1);
      float score = weights[row + inputs];
      for (int i = 0; i < inputs; i++) {
        score += weights[row + i] * pixels[i];
      }
      scores[k] = score;
    }
    return scores;
  }
}
