package dev.gauntlet.attack.byzantine;

import dev.gauntlet.federation.ParameterVector;
import java.util.random.RandomGenerator;

/**
 * Gaussian noise in place of an update: every coordinate normal with mean 0 (Blanchard et al.,
 * NeurIPS 2017, section 5, Gaussian Byzantine workers).
 *
 * @param deviation of the noise, above 0
 */
public record GaussianNoise(double deviation) implements ByzantineUpdate {

  public GaussianNoise {
    if (!(deviation > 0) || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException("a deviation is above 0, not " + deviation);
    }
  }

  @Override
  public int leastGroup() {
    return 1;
  }

  @Override
  public boolean knowsOthers() {
    return false;
  }

  @Override
  public ParameterVector craft(HonestUpdates honest, RandomGenerator random) {
    float[] noise = new float[honest.length()];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (deviation * random.nextGaussian());
    }
    return ParameterVector.adopt(noise);
  }
}
