package dev.gauntlet.aggregation.arithmetic;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.simulation.RandomStreams;
import java.util.random.RandomGenerator;

/** Independent normal noise on every parameter, a stream of its own for each block of a round. */
public final class NormalNoise {

  private static final int BLOCK = 8192;

  private NormalNoise() {}

  /**
   * The vector with noise.
   *
   * @param deviation of the noise; the vector itself if 0
   */
  public static ParameterVector on(
      ParameterVector vector, double deviation, RandomStreams streams, int round) {
    if (deviation == 0) {
      return vector;
    }
    float[] noisy = vector.toArray();
    Blocks.forEach(
        noisy.length,
        BLOCK,
        (block, start, count) -> {
          RandomGenerator random = streams.stream("aggregation-noise", round, block);
          for (int i = start; i < start + count; i++) {
            noisy[i] = (float) (noisy[i] + deviation * random.nextGaussian());
          }
        });
    return ParameterVector.adopt(noisy);
  }
}
