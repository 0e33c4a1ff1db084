package dev.gauntlet.aggregation.arithmetic;

import java.util.stream.IntStream;

/**
 * Work on vectors, block by block on the threads of the run. Where blocks begin depends on the
 * length alone and each is one thread's from its first value to its last, so that no result depends
 * on threads.
 */
public final class Blocks {

  /** What is done with the {@code count} values from {@code start} on. */
  public interface Work {
    void on(int block, int start, int count);
  }

  private Blocks() {}

  /** Does it with every block of {@code size} values, the last of which may be shorter. */
  public static void forEach(int length, int size, Work work) {
    IntStream.range(0, count(length, size))
        .parallel()
        .forEach(block -> work.on(block, block * size, Math.min(size, length - block * size)));
  }

  /** How many blocks there are. */
  static int count(int length, int size) {
    return (length + size - 1) / size;
  }
}
