package dev.gauntlet.learning;

import dev.gauntlet.data.ImageShape;
import java.util.Collections;
import java.util.List;

/**
 * What a network makes of an image before its first layer: {@code (pixel - mean) / deviation}, with
 * a mean and a deviation for each channel. Pixels are in [0, 1] and bear their trigger already, so
 * what a network can be fed is limited to what that interval becomes.
 *
 * @param means by channel, in [0, 1]; empty where pixels are taken as they are
 * @param deviations by channel, above 0; as many as means
 */
public record Normalization(List<Double> means, List<Double> deviations) {

  /** Pixels are taken as they are. */
  public static final Normalization NONE = new Normalization(List.of(), List.of());

  public Normalization {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    if (means.size() != deviations.size()) {
      throw new IllegalArgumentException(
          means.size() + " means do not go with " + deviations.size() + " deviations");
    }
    if (!means.stream().allMatch(mean -> mean >= 0 && mean <= 1)) {
      throw new IllegalArgumentException("a mean is a pixel value from 0 to 1, not in " + means);
    }
    if (!deviations.stream().allMatch(deviation -> deviation > 0 && Double.isFinite(deviation))) {
      throw new IllegalArgumentException("a deviation is above 0, not in " + deviations);
    }
  }

  /** The same mean and deviation in every channel. */
  public static Normalization uniform(int channels, double mean, double deviation) {
    return new Normalization(
        Collections.nCopies(channels, mean), Collections.nCopies(channels, deviation));
  }

  /** Whether pixels are taken as they are. */
  public boolean isNone() {
    return means.isEmpty();
  }

  /** Normalises the image that begins at {@code offset}, in place. */
  public void apply(float[] pixels, int offset, ImageShape shape) {
    int plane = shape.height() * shape.width();
    for (int channel = 0; channel < means.size(); channel++) {
      float mean = means.get(channel).floatValue();
      float deviation = deviations.get(channel).floatValue();
      int start = offset + channel * plane;
      for (int i = start; i < start + plane; i++) {
        pixels[i] = (pixels[i] - mean) / deviation;
      }
    }
  }

  /**
   * Turns a gradient by normalised values into one by pixels, in place.
   *
   * @param gradient of images one after the other, plane by plane
   */
  public void toPixels(float[] gradient, ImageShape shape) {
    int plane = shape.height() * shape.width();
    for (int start = 0; !isNone() && start < gradient.length; start += plane) {
      float deviation = deviations.get(start / plane % shape.channels()).floatValue();
      for (int i = start; i < start + plane; i++) {
        gradient[i] /= deviation;
      }
    }
  }
}
