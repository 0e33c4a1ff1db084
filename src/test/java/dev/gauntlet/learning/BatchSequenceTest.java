package dev.gauntlet.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSequenceTest {

  @Test
  void everyEpochTakesEachExampleOnceInAnOrderOfItsOwn() {
    List<Integer> sizes = new ArrayList<>();
    List<Integer> taken = new ArrayList<>();
    BatchSequence.forEach(
        10,
        new LocalTraining(2, 4, 0.1, 0, PrunedChannels.NONE),
        Samples.order(),
        (order, from, count) -> {
          sizes.add(count);
          Arrays.stream(order, from, from + count).forEach(taken::add);
          return true;
        });
    assertThat(sizes).containsExactly(4, 4, 2, 4, 4, 2);
    List<Integer> first = taken.subList(0, 10);
    List<Integer> second = taken.subList(10, 20);
    assertThat(first).doesNotHaveDuplicates().isNotEqualTo(second);
    assertThat(second).doesNotHaveDuplicates();
  }

  @Test
  void pairsAreTakenWithTheirCounterparts() {
    List<List<Integer>> steps = new ArrayList<>();
    BatchSequence.forEach(
        10,
        new LocalTraining(2, 2, 0.1, 0, PrunedChannels.NONE).onPairs(),
        Samples.order(),
        (order, from, count) -> {
          steps.add(Arrays.stream(order, from, from + count).boxed().toList());
          return true;
        });
    assertThat(steps).extracting(List::size).containsExactly(4, 4, 2, 4, 4, 2);
    for (List<Integer> step : steps) {
      int half = step.size() / 2;
      for (int i = 0; i < half; i++) {
        assertThat(step.get(i)).isLessThan(5);
        assertThat(step.get(half + i)).isEqualTo(step.get(i) + 5);
      }
    }
    assertThat(steps.subList(0, 3).stream().flatMap(List::stream))
        .hasSize(10)
        .doesNotHaveDuplicates();
    assertThat(steps.subList(3, 6)).isNotEqualTo(steps.subList(0, 3));
  }

  @Test
  void aStepCanEndIt() {
    List<Integer> sizes = new ArrayList<>();
    BatchSequence.forEach(
        10,
        new LocalTraining(2, 4, 0.1, 0, PrunedChannels.NONE),
        Samples.order(),
        (order, from, count) -> {
          sizes.add(count);
          return sizes.size() < 2;
        });
    assertThat(sizes).containsExactly(4, 4);
  }
}
