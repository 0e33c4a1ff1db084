package dev.gauntlet.data.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.data.ImageSet;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.Subset;
import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every scheme, tried on many random requests. */
class PartitionPropertiesTest {

  private static final int LABELS = 10;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void anyRequestIsMet(int scheme) {
    for (long seed = 0; seed < 300; seed++) {
      RandomGenerator random = Pools.random(seed);
      LabelledPool pool = Pools.random(500 + random.nextInt(1500), LABELS, random);
      PartitionRequest request = request(pool, random);
      PartitionScheme chosen = scheme(scheme, random);
      Partition partition = chosen.partition(request, new RandomStreams(seed));

      assertThat(partition.clients()).isEqualTo(request.clients());
      assertThat(Arrays.stream(Pools.holdersOfImages(pool, partition)))
          .as("%s, seed %d: no image is held twice", chosen, seed)
          .allMatch(holders -> holders <= 1);
      int most = request.samplesPerClient().orElse(Integer.MAX_VALUE);
      for (int client = 0; client < request.clients(); client++) {
        int[] indices = partition.indices(client);
        int[] counts = Pools.labelCounts(pool, indices);
        int[] labels = IntStream.range(0, LABELS).filter(l -> counts[l] > 0).toArray();
        assertThat(indices).isSorted().hasSizeBetween(1, most);
        assertThat(partition.size(client)).isEqualTo(indices.length);
        assertThat(partition.labels(client)).isEqualTo(labels);
        for (int label : request.requiredLabels().getOrDefault(client, Set.of())) {
          assertThat(counts[label])
              .as("%s, seed %d, client %d holds label %d", chosen, seed, client, label)
              .isPositive();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void pureFunctionOfTheSeed(int scheme) {
    LabelledPool pool = Pools.even(100, LABELS);
    PartitionRequest request = Pools.request(pool, 20);
    Set<Integer> different = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      PartitionScheme chosen = scheme(scheme, Pools.random(1));
      Partition once = chosen.partition(request, new RandomStreams(seed));
      Partition again = chosen.partition(request, new RandomStreams(seed));
      for (int client = 19; client >= 0; client--) {
        assertThat(again.indices(client)).isEqualTo(once.indices(client));
      }
      different.add(Arrays.hashCode(once.indices(0)));
    }
    assertThat(different).hasSize(20);
  }

  @Test
  void everythingIsSharedOutUnlessCapped() {
    LabelledPool pool = Pools.random(1234, LABELS, Pools.random(7));
    for (int scheme = 0; scheme < 4; scheme++) {
      PartitionScheme chosen = scheme(scheme, Pools.random(2));
      Partition partition = chosen.partition(Pools.request(pool, 30), new RandomStreams(3));
      assertThat(Pools.holdersOfImages(pool, partition)).as("%s", chosen).containsOnly(1);
    }
  }

  @Test
  void requestsThatCannotBeMet() {
    LabelledPool pool = Pools.even(10, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pools.requiring(pool, 5, Map.of(0, Set.of(3))))
        .withMessage("client 0 requires labels [3], but the images have labels [0, 1, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pools.requiring(pool, 5, Map.of(5, Set.of(1))))
        .withMessage("client 5 is not one of 5 clients");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartitionRequest(pool, 5, OptionalInt.of(1), Map.of(0, Set.of(1, 2))))
        .withMessageContaining("requires 2 labels, but may have only 1 samples");
    assertThatIllegalArgumentException().isThrownBy(() -> Pools.request(pool, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Pools.capped(pool, 5, 0));
    LabelledPool empty = new LabelledPool(new Subset(oneImage(), new int[0]), new int[0]);
    assertThatIllegalArgumentException().isThrownBy(() -> Pools.request(empty, 1));
  }

  private static ImageSet oneImage() {
    return new ImageSet(new ImageShape(1, 1, 1), 1, new byte[1], new byte[1]);
  }

  /** Up to 40 clients, half of the time with a cap and with up to 3 requiring clients. */
  private static PartitionRequest request(LabelledPool pool, RandomGenerator random) {
    int clients = 4 + random.nextInt(37);
    Map<Integer, Set<Integer>> required = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int label = random.nextInt(LABELS);
      required.put(random.nextInt(clients), Set.of(label, (label + 1) % LABELS));
    }
    OptionalInt most =
        random.nextBoolean() ? OptionalInt.of(10 + random.nextInt(50)) : OptionalInt.empty();
    return new PartitionRequest(pool, clients, most, required);
  }

  private static PartitionScheme scheme(int which, RandomGenerator random) {
    return switch (which) {
      case 0 -> new KLabel(2 + random.nextInt(9));
      case 1 -> new Iid();
      case 2 -> new Dirichlet(0.05);
      default -> new Dirichlet(1);
    };
  }
}
