package dev.gauntlet.attack.trigger;

import dev.gauntlet.data.ImageShape;
import dev.gauntlet.simulation.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A pattern as large as the image is blended in: {@code (1 - ratio) * image + ratio * pattern}
 * (Chen et al. 2017, arXiv:1712.05526, section on blended injection).
 *
 * @param ratio above 0, at most 1
 * @param pattern the pixel values, channel by channel, row by row
 */
public record Blended(double ratio, List<Float> pattern) implements TriggerPattern {
  public Blended {
    pattern = List.copyOf(pattern);
    if (!(ratio > 0 && ratio <= 1)) {
      throw new IllegalArgumentException("a ratio is above 0 and at most 1, not " + ratio);
    }
  }

  /** A pattern of uniform noise, a function of its seed alone (their random pattern). */
  public static Blended noise(double ratio, ImageShape shape, long seed) {
    RandomGenerator random = new RandomStreams(seed).stream("blended-trigger");
    List<Float> pattern = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      pattern.add(random.nextFloat());
    }
    return new Blended(ratio, pattern);
  }

  @Override
  public Stamp whole() {
    return (pixels, offset, shape) -> {
      for (int i = 0; i < shape.size(); i++) {
        pixels[offset + i] = (float) ((1 - ratio) * pixels[offset + i] + ratio * pattern.get(i));
      }
    };
  }
}
