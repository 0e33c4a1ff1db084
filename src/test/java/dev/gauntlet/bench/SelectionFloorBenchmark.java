package dev.gauntlet.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a coordinate-wise median is made of, in the fastest form found that JDK 17 makes vector code
 * of: nanoseconds a coordinate on one core, for the values of 96 clients as integers in the order
 * of floats, which are in the cache already. docs/decisions/0011 draws the conclusion.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SelectionFloorBenchmark.INVOCATION)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SelectionFloorBenchmark {

  private static final int CLIENTS = 96;

  /** Four more than a multiple of 8, so that all arrays are at the same place of a register. */
  private static final int WIDTH = 260;

  /** Repeated, so that one invocation is long beside reading the clock. */
  private static final int REPEATED = 100;

  /** Coordinates. */
  static final int INVOCATION = WIDTH * REPEATED;

  private final int[][] rows = new int[CLIENTS][WIDTH];
  private final int[] pivots = new int[WIDTH];
  private final int[] results = new int[WIDTH];

  @Setup
  public void draw() {
    Random random = new Random(1);
    for (int k = 0; k < WIDTH; k++) {
      pivots[k] = random.nextInt() >> 3;
      for (int[] row : rows) {
        row[k] = random.nextInt() >> 3;
      }
    }
  }

  /** 96 comparators of a network: fours are merged, between memory and registers only once. */
  @Benchmark
  public int comparators() {
    for (int i = 0; i < REPEATED; i++) {
      for (int r = 0; r < CLIENTS; r += 4) {
        merge(rows[r], rows[r + 1], rows[r + 2], rows[r + 3]);
      }
    }
    return rows[0][0];
  }

  /** How many values are below a pivot. */
  @Benchmark
  public int countingPass() {
    for (int i = 0; i < REPEATED; i++) {
      for (int r = 0; r < CLIENTS; r += 4) {
        count(rows[r], rows[r + 1], rows[r + 2], rows[r + 3], pivots, results);
      }
    }
    return results[0];
  }

  // Two by exclusive or: without four of those JDK 17 does not unroll so long a loop.
  private static void merge(int[] first, int[] second, int[] third, int[] fourth) {
    for (int k = 0; k < first.length; k++) {
      int a = first[k];
      int b = second[k];
      int c = third[k];
      int d = fourth[k];
      int swap = (a ^ c) & ((c - a) >> 31);
      a ^= swap;
      c ^= swap;
      swap = (b ^ d) & ((d - b) >> 31);
      b ^= swap;
      d ^= swap;
      int less = (b - a) & ((b - a) >> 31);
      a += less;
      b -= less;
      less = (d - c) & ((d - c) >> 31);
      first[k] = a;
      second[k] = b;
      third[k] = c + less;
      fourth[k] = d - less;
    }
  }

  private static void count(int[] a, int[] b, int[] c, int[] d, int[] pivots, int[] counts) {
    for (int k = 0; k < counts.length; k++) {
      int p = pivots[k];
      counts[k] +=
          ((a[k] - p) >>> 31) + ((b[k] - p) >>> 31) + ((c[k] - p) >>> 31) + ((d[k] - p) >>> 31);
    }
  }
}
