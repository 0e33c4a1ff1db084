package dev.gauntlet.simulation;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Named streams of random numbers: each is a pure function of the run's seed, a purpose and some
 * keys (a client, a round), so that no order of calls, thread or machine can change what is drawn.
 *
 * @param seed the seed of the run
 */
public record RandomStreams(long seed) {

  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /**
   * A fresh generator at the start of the stream of that name.
   *
   * @param purpose what the numbers are for, for example {@code "local-training"}
   * @param keys what tells streams of one purpose apart, for example the client and the round
   */
  public RandomGenerator stream(String purpose, long... keys) {
    long hash = mix(seed ^ 0x9E3779B97F4A7C15L);
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b) * 0x100000001B3L;
    }
    hash = mix(hash);
    for (long key : keys) {
      hash = mix(hash * 0x9E3779B97F4A7C15L + key);
    }
    return FACTORY.create(hash);
  }

  /** The 64-bit finaliser of MurmurHash3 (variant 13 of Stafford): every input bit moves all. */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Shuffles in place (Fisher and Yates). */
  public static void shuffle(int[] values, RandomGenerator random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
