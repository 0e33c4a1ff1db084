package dev.gauntlet.defense;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import java.util.random.RandomGenerator;

/** Mask and pattern of a trigger under optimisation, each {@code (tanh(variable) + 1) / 2}. */
final class TriggerVariables {

  /** Keeps the inverse hyperbolic tangent of the first values finite. */
  private static final double MARGIN = 1e-3;

  private final ImageShape shape;
  private final double[] mask;
  private final double[] pattern;
  private final Adam maskOptimizer;
  private final Adam patternOptimizer;
  private final float[] pixels;

  /** Mask and pattern drawn uniformly. */
  TriggerVariables(ImageShape shape, double learningRate, RandomGenerator random) {
    this.shape = shape;
    mask = drawn(shape.height() * shape.width(), random);
    pattern = drawn(shape.size(), random);
    maskOptimizer = new Adam(learningRate, mask.length);
    patternOptimizer = new Adam(learningRate, pattern.length);
    pixels = new float[shape.size()];
  }

  private static double[] drawn(int count, RandomGenerator random) {
    double[] variables = new double[count];
    for (int i = 0; i < count; i++) {
      double wanted = (1 - MARGIN) * (2 * random.nextDouble() - 1);
      variables[i] = Math.log((1 + wanted) / (1 - wanted)) / 2;
    }
    return variables;
  }

  /** The trigger as it is now. */
  InvertedTrigger trigger() {
    return new InvertedTrigger(shape, values(mask), values(pattern), 0);
  }

  private static float[] values(double[] variables) {
    float[] values = new float[variables.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((Math.tanh(variables[i]) + 1) / 2);
    }
    return values;
  }

  /**
   * Takes a step down the gradient of the loss plus the cost of the mask.
   *
   * @param trigger as it is now
   * @param clean the images that it was stamped on
   * @param slopes of the loss, by the pixels of the stamped images
   * @param cost the factor on the mask's sum
   */
  void descend(InvertedTrigger trigger, Examples clean, float[] slopes, double cost) {
    double[] byMask = new double[mask.length];
    double[] byPattern = new double[pattern.length];
    for (int image = 0; image < clean.size(); image++) {
      clean.copyPixels(image, pixels, 0);
      for (int i = 0; i < pattern.length; i++) {
        int place = i % mask.length;
        double slope = slopes[image * pattern.length + i];
        byMask[place] += slope * (trigger.pattern(i) - pixels[i]);
        byPattern[i] += slope * trigger.mask(place);
      }
    }
    for (int place = 0; place < mask.length; place++) {
      byMask[place] = (byMask[place] + cost) * slopeOf(trigger.mask(place));
    }
    for (int i = 0; i < pattern.length; i++) {
      byPattern[i] *= slopeOf(trigger.pattern(i));
    }
    maskOptimizer.descend(mask, byMask);
    patternOptimizer.descend(pattern, byPattern);
  }

  /** The derivative of {@code (tanh(x) + 1) / 2} where it has that value. */
  private static double slopeOf(double value) {
    return 2 * value * (1 - value);
  }
}
