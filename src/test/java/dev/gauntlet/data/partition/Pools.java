package dev.gauntlet.data.partition;

import dev.gauntlet.data.ImageSet;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Images of one pixel to be divided. */
final class Pools {

  private Pools() {}

  /** A pool of that many images whose labels are drawn; every label occurs if it can. */
  static LabelledPool random(int images, int labels, RandomGenerator random) {
    byte[] all = new byte[images];
    for (int i = 0; i < images; i++) {
      all[i] = (byte) (i < labels ? i : random.nextInt(labels));
    }
    return of(all);
  }

  /** A pool with equally many images of each label. */
  static LabelledPool even(int imagesPerLabel, int labels) {
    byte[] all = new byte[imagesPerLabel * labels];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i % labels);
    }
    return of(all);
  }

  private static LabelledPool of(byte[] labels) {
    ImageSet set = new ImageSet(new ImageShape(1, 1, 1), 256, labels.clone(), labels);
    return new LabelledPool(set, IntStream.range(0, labels.length).toArray());
  }

  static PartitionRequest request(LabelledPool pool, int clients) {
    return new PartitionRequest(pool, clients, OptionalInt.empty(), Map.of());
  }

  static PartitionRequest capped(LabelledPool pool, int clients, int most) {
    return new PartitionRequest(pool, clients, OptionalInt.of(most), Map.of());
  }

  static PartitionRequest requiring(
      LabelledPool pool, int clients, Map<Integer, Set<Integer>> required) {
    return new PartitionRequest(pool, clients, OptionalInt.empty(), required);
  }

  static RandomGenerator random(long seed) {
    return new RandomStreams(seed).stream("test");
  }

  /** How many images of each label a client holds. */
  static int[] labelCounts(LabelledPool pool, int[] indices) {
    int[] counts = new int[256];
    Arrays.stream(indices).map(pool::label).forEach(label -> counts[label]++);
    return counts;
  }

  /** How many clients hold each image. */
  static int[] holdersOfImages(LabelledPool pool, Partition partition) {
    int[] holders = new int[pool.size()];
    for (int client = 0; client < partition.clients(); client++) {
      for (int image : partition.indices(client)) {
        holders[image]++;
      }
    }
    return holders;
  }
}
