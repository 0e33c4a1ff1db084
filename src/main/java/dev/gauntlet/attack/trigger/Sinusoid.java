package dev.gauntlet.attack.trigger;

import dev.gauntlet.data.ImageShape;

/**
 * Vertical stripes are added to the whole image: {@code strength * sin(2 pi * frequency * column /
 * width)} on every channel, kept from 0 to 1 (Barni, Kallas, Tondi, ICIP 2019, arXiv:1902.11237,
 * section 3).
 *
 * @param strength Delta, the most that a pixel changes; above 0, at most 1
 * @param frequency f, periods over the width of the image; above 0
 */
public record Sinusoid(double strength, double frequency) implements TriggerPattern {

  public Sinusoid {
    if (!(strength > 0 && strength <= 1) || !(frequency > 0)) {
      throw new IllegalArgumentException(
          "a strength is above 0 and at most 1, a frequency above 0");
    }
  }

  @Override
  public Stamp whole() {
    return (pixels, offset, shape) -> {
      for (int i = 0; i < shape.size(); i++) {
        double pixel = pixels[offset + i] + added(i % shape.width(), shape);
        pixels[offset + i] = (float) Math.max(0, Math.min(1, pixel));
      }
    };
  }

  private double added(int column, ImageShape shape) {
    // StrictMath, for the same bits on every machine.
    return strength * StrictMath.sin(2 * Math.PI * frequency * column / shape.width());
  }
}
