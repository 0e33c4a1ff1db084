package dev.gauntlet.data.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class KLabelTest {

  private static final int LABELS = 10;

  @Test
  void everyClientHoldsKLabelsAndEveryLabelIsHeldEquallyOften() {
    for (long seed = 0; seed < 500; seed++) {
      RandomGenerator random = Pools.random(seed);
      int k = 1 + random.nextInt(LABELS);
      int clients = 1 + random.nextInt(60);
      // One adversary with up to K required labels never costs the balance.
      Set<Integer> victims = new HashSet<>();
      for (int i = random.nextInt(k + 1); i > 0; i--) {
        victims.add(random.nextInt(LABELS));
      }
      int adversary = random.nextInt(clients);
      PartitionRequest request =
          Pools.requiring(Pools.even(60, LABELS), clients, Map.of(adversary, victims));
      Partition partition = new KLabel(k).partition(request, new RandomStreams(seed));

      int[] holders = holders(partition);
      assertThat(Arrays.stream(holders).sum()).isEqualTo(clients * k);
      assertThat(max(holders) - min(holders))
          .as("seed %d: %s", seed, Arrays.toString(holders))
          .isLessThanOrEqualTo(1);
      for (int client = 0; client < clients; client++) {
        assertThat(partition.labels(client)).hasSize(k).doesNotHaveDuplicates();
      }
      assertThat(Arrays.stream(partition.labels(adversary)).boxed()).containsAll(victims);
    }
  }

  @Test
  void severalAdversariesOfOneVictimKeepTheBalanceWhileTheyCan() {
    for (long seed = 0; seed < 200; seed++) {
      Map<Integer, Set<Integer>> required = Map.of(0, Set.of(9), 4, Set.of(9), 7, Set.of(9));
      PartitionRequest request = Pools.requiring(Pools.even(60, LABELS), 10, required);
      int[] holders = holders(new KLabel(3).partition(request, new RandomStreams(seed)));
      assertThat(holders).containsOnly(3);
    }
  }

  @Test
  void moreAdversariesThanFairHoldersAllHoldTheVictim() {
    Map<Integer, Set<Integer>> required = new HashMap<>();
    for (int client = 0; client < 6; client++) {
      required.put(client, Set.of(9));
    }
    PartitionRequest request = Pools.requiring(Pools.even(60, LABELS), 10, required);
    int[] holders = holders(new KLabel(3).partition(request, new RandomStreams(1)));
    assertThat(holders[9]).isEqualTo(6);
    assertThat(Arrays.copyOf(holders, 9)).containsOnly(2, 3);
  }

  @Test
  void aLabelsImagesAreSplitEvenlyAmongItsHolders() {
    for (long seed = 0; seed < 100; seed++) {
      LabelledPool pool = Pools.random(3000, LABELS, Pools.random(seed));
      Partition partition =
          new KLabel(3).partition(Pools.request(pool, 25), new RandomStreams(seed));
      int[] least = new int[LABELS];
      int[] most = new int[LABELS];
      Arrays.fill(least, Integer.MAX_VALUE);
      for (int client = 0; client < 25; client++) {
        int[] counts = Pools.labelCounts(pool, partition.indices(client));
        for (int label : partition.labels(client)) {
          least[label] = Math.min(least[label], counts[label]);
          most[label] = Math.max(most[label], counts[label]);
        }
      }
      for (int label = 0; label < LABELS; label++) {
        assertThat(most[label] - least[label]).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void aCapIsDrawnEvenlyOverAClientsLabels() {
    LabelledPool pool = Pools.even(600, LABELS);
    Partition partition =
        new KLabel(3).partition(Pools.capped(pool, 10, 100), new RandomStreams(1));
    for (int client = 0; client < 10; client++) {
      int[] counts = Pools.labelCounts(pool, partition.indices(client));
      assertThat(Arrays.stream(counts).filter(c -> c > 0).sorted()).containsExactly(33, 33, 34);
    }
  }

  @Test
  void withAllLabelsEveryClientHoldsThemAll() {
    LabelledPool pool = Pools.even(60, LABELS);
    Partition partition = new KLabel(10).partition(Pools.request(pool, 6), new RandomStreams(1));
    for (int client = 0; client < 6; client++) {
      int[] counts = Pools.labelCounts(pool, partition.indices(client));
      assertThat(Arrays.copyOf(counts, LABELS)).containsOnly(10);
    }
  }

  @Test
  void fewerPlacesThanLabelsReachAsManyLabelsAsPossible() {
    PartitionRequest request = Pools.request(Pools.even(6, LABELS), 2);
    int[] holders = holders(new KLabel(4).partition(request, new RandomStreams(1)));
    assertThat(Arrays.stream(holders).sum()).isEqualTo(8);
    assertThat(max(holders)).isEqualTo(1);
  }

  @Test
  void aMillionClientsHoldOneImageOfEachOfTheirLabels() {
    LabelledPool pool = Pools.even(600, LABELS);
    Partition partition =
        new KLabel(3).partition(Pools.request(pool, 1_000_000), new RandomStreams(1));
    int[] uses = new int[pool.size()];
    for (int client = 0; client < 1_000_000; client += 1 + client % 7) {
      assertThat(partition.size(client)).isEqualTo(3);
      for (int image : partition.indices(client)) {
        uses[image]++;
      }
    }
    assertThat(uses).doesNotContain(0);
  }

  @Test
  void settingsThatCannotWork() {
    PartitionRequest request = Pools.request(Pools.even(6, LABELS), 2);
    RandomStreams streams = new RandomStreams(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new KLabel(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KLabel(11).partition(request, streams))
        .withMessage("a client cannot hold 11 of 10 labels");
    PartitionRequest demanding =
        Pools.requiring(Pools.even(6, LABELS), 2, Map.of(1, Set.of(1, 2, 3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KLabel(2).partition(demanding, streams))
        .withMessage("client 1 requires labels [1, 2, 3] but holds only 2");
    PartitionRequest tight =
        new PartitionRequest(Pools.even(6, LABELS), 2, OptionalInt.of(2), Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KLabel(3).partition(tight, streams))
        .withMessageContaining("3 labels per client");
  }

  private static int[] holders(Partition partition) {
    int[] holders = new int[LABELS];
    for (int client = 0; client < partition.clients(); client++) {
      Arrays.stream(partition.labels(client)).forEach(label -> holders[label]++);
    }
    return holders;
  }

  private static int max(int[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private static int min(int[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }
}
