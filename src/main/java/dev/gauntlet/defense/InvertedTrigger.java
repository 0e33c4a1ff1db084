package dev.gauntlet.defense;

import dev.gauntlet.data.ImageShape;

/**
 * A trigger reconstructed from a model: blended into an image it is {@code (1 - mask) * image +
 * mask * pattern} (Wang et al. 2019, equation 2).
 */
public final class InvertedTrigger {

  private final ImageShape shape;
  private final float[] mask;
  private final float[] pattern;
  private final double successRate;

  /**
   * Takes the arrays over.
   *
   * @param shape of the images
   * @param mask by row and column, the same for all channels, in [0, 1]
   * @param pattern plane by plane, in [0, 1]
   * @param successRate the share of images that it makes the model take for the label it was
   *     reconstructed for
   */
  InvertedTrigger(ImageShape shape, float[] mask, float[] pattern, double successRate) {
    this.shape = shape;
    this.mask = mask;
    this.pattern = pattern;
    this.successRate = successRate;
  }

  /** The sum of the mask: how many pixels have to change. */
  public double norm() {
    double sum = 0;
    for (float value : mask) {
      sum += value;
    }
    return sum;
  }

  /** The share of images that it makes the model take for its label. */
  public double successRate() {
    return successRate;
  }

  /** The mask at that row and column. */
  public float maskAt(int row, int column) {
    return mask[row * shape.width() + column];
  }

  float mask(int place) {
    return mask[place];
  }

  float pattern(int pixel) {
    return pattern[pixel];
  }

  /** The same trigger, measured. */
  InvertedTrigger withSuccessRate(double rate) {
    return new InvertedTrigger(shape, mask, pattern, rate);
  }

  /** Blends the trigger into the image whose pixels begin at {@code offset}, in place. */
  public void stamp(float[] pixels, int offset) {
    for (int i = 0; i < pattern.length; i++) {
      float share = mask[i % mask.length];
      pixels[offset + i] = (1 - share) * pixels[offset + i] + share * pattern[i];
    }
  }
}
