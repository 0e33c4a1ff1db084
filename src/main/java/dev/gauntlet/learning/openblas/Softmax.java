package dev.gauntlet.learning.openblas;

import java.nio.FloatBuffer;

/** The end of the network: softmax and cross-entropy over the outputs {@code [class][image]}. */
final class Softmax {

  private final FeatureMap outputs;

  Softmax(FeatureMap outputs) {
    this.outputs = outputs;
  }

  /**
   * Sets the outputs' gradient by the mean cross-entropy over the images: {@code (probability -
   * target) / images}.
   *
   * @param labels the class of each image
   * @return whether all probabilities are numbers: infinite outputs give NaN
   */
  boolean backward(int[] labels) {
    FloatBuffer values = outputs.values.values;
    FloatBuffer slopes = outputs.gradient.values;
    int images = outputs.images();
    int end = outputs.channels * images;
    boolean numbers = true;
    for (int image = 0; image < images; image++) {
      // The largest output is subtracted so that no exponential overflows.
      float largest = values.get(mostProbable(image) * images + image);
      double sum = 0;
      for (int i = image; i < end; i += images) {
        sum += Math.exp(values.get(i) - largest);
      }
      numbers &= !Double.isNaN(sum);
      for (int i = image; i < end; i += images) {
        slopes.put(i, (float) (Math.exp(values.get(i) - largest) / (sum * images)));
      }
      int target = labels[image] * images + image;
      slopes.put(target, slopes.get(target) - 1f / images);
    }
    return numbers;
  }

  /** The sum over the images of the cross-entropy: minus the logarithm of a label's probability. */
  double loss(int[] labels) {
    FloatBuffer values = outputs.values.values;
    int images = outputs.images();
    int end = outputs.channels * images;
    double loss = 0;
    for (int image = 0; image < images; image++) {
      float largest = values.get(mostProbable(image) * images + image);
      double sum = 0;
      for (int i = image; i < end; i += images) {
        sum += Math.exp(values.get(i) - largest);
      }
      loss += Math.log(sum) - (values.get(labels[image] * images + image) - largest);
    }
    return loss;
  }

  /** The class of an image with the largest output; the lowest of equals. */
  int mostProbable(int image) {
    FloatBuffer values = outputs.values.values;
    int images = outputs.images();
    int best = 0;
    for (int i = 1; i < outputs.channels; i++) {
      if (values.get(i * images + image) > values.get(best * images + image)) {
        best = i;
      }
    }
    return best;
  }
}
