package dev.gauntlet.data.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.data.ImageSet;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IidTest {

  @Test
  void sharesAreEqualToWithinOne() {
    LabelledPool pool = Pools.even(103, 10);
    for (int clients = 1; clients < 100; clients++) {
      Partition partition = new Iid().partition(Pools.request(pool, clients), new RandomStreams(1));
      int[] sizes = IntStream.range(0, clients).map(partition::size).toArray();
      assertThat(sizes).containsAnyOf(1030 / clients, (1030 + clients - 1) / clients);
      assertThat(
              Arrays.stream(sizes).max().orElseThrow() - Arrays.stream(sizes).min().orElseThrow())
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void labelsAreThoseOfTheWholePool() {
    LabelledPool pool = Pools.even(1000, 10);
    Partition partition = new Iid().partition(Pools.request(pool, 5), new RandomStreams(1));
    for (int client = 0; client < 5; client++) {
      int[] counts = Pools.labelCounts(pool, partition.indices(client));
      // 200 expected, standard deviation 12.
      assertThat(Arrays.stream(counts, 0, 10)).allMatch(count -> count > 140 && count < 260);
    }
  }

  @Test
  void adversariesGetARareVictimByExchange() {
    byte[] labels = new byte[1000];
    labels[10] = labels[500] = labels[800] = 1;
    ImageSet set = new ImageSet(new ImageShape(1, 1, 1), 2, new byte[1000], labels);
    LabelledPool pool = new LabelledPool(set, IntStream.range(0, 1000).toArray());
    Map<Integer, Set<Integer>> required = Map.of(3, Set.of(0, 1), 50, Set.of(1), 99, Set.of(1, 0));
    for (long seed = 0; seed < 100; seed++) {
      PartitionRequest request = new PartitionRequest(pool, 100, OptionalInt.of(2), required);
      Partition partition = new Iid().partition(request, new RandomStreams(seed));
      assertThat(partition.labels(3)).containsExactly(0, 1);
      assertThat(partition.labels(50)).contains(1);
      assertThat(partition.labels(99)).containsExactly(0, 1);
    }
    Map<Integer, Set<Integer>> tooMany =
        Map.of(0, Set.of(1), 1, Set.of(1), 2, Set.of(1), 3, Set.of(1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Iid().partition(Pools.requiring(pool, 100, tooMany), new RandomStreams(1)))
        .withMessageContaining("required label 1");
  }

  @Test
  void moreClientsThanImagesShareThemEvenly() {
    LabelledPool pool = Pools.even(10, 10);
    Partition partition = new Iid().partition(Pools.request(pool, 250), new RandomStreams(1));
    assertThat(Pools.holdersOfImages(pool, partition)).containsOnly(2, 3);
  }
}
