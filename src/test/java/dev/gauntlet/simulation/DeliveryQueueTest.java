package dev.gauntlet.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gauntlet.simulation.DeliveryQueue.Delivery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryQueueTest {

  private final DeliveryQueue<String> queue = new DeliveryQueue<>();

  @Test
  void deliversByTimeThenSequenceWhateverTheOrderOfCompletion() {
    for (List<Integer> completion : permutations(List.of(0, 1, 2, 3))) {
      DeliveryQueue<String> fresh = new DeliveryQueue<>();
      for (double seconds : new double[] {3, 1, 3, 2}) {
        fresh.dispatch(seconds);
      }
      List<Delivery<String>> delivered = new ArrayList<>();
      for (int sequence : completion) {
        fresh.complete(sequence, "result " + sequence);
        fresh.poll().ifPresent(delivered::add);
      }
      for (var next = fresh.poll(); next.isPresent(); next = fresh.poll()) {
        delivered.add(next.get());
      }

      assertThat(delivered)
          .as("completed in the order %s", completion)
          .containsExactly(
              new Delivery<>(1, 1, "result 1"),
              new Delivery<>(3, 2, "result 3"),
              new Delivery<>(0, 3, "result 0"),
              new Delivery<>(2, 3, "result 2"));
    }
  }

  @Test
  void waitsForTheEarliestThoughLaterOnesAreThere() {
    long late = queue.dispatch(5);
    long early = queue.dispatch(4);
    queue.complete(late, "late");

    assertThat(queue.poll()).isEmpty();
    assertThat(queue.now()).isZero();
    assertThat(queue.underWay()).isEqualTo(2);

    queue.complete(early, "early");
    assertThat(queue.poll()).map(Delivery::result).contains("early");
    assertThat(queue.poll()).map(Delivery::result).contains("late");
    assertThat(queue.underWay()).isZero();
  }

  @Test
  void countsTimeFromTheLastDelivery() {
    queue.complete(queue.dispatch(2.5), "first");
    queue.poll();
    queue.complete(queue.dispatch(0.5), "second");

    assertThat(queue.poll()).contains(new Delivery<>(1, 3.0, "second"));
    assertThat(queue.now()).isEqualTo(3.0);
  }

  @Test
  void deliversAtTheSameInstantWhatTakesNoTime() {
    long first = queue.dispatch(0);
    long second = queue.dispatch(0);
    queue.complete(second, "second");
    queue.complete(first, "first");

    assertThat(queue.poll()).contains(new Delivery<>(first, 0, "first"));
    assertThat(queue.poll()).contains(new Delivery<>(second, 0, "second"));
  }

  @Test
  void numbersDispatchesInTurn() {
    assertThat(queue.nextSequence()).isZero();
    assertThat(queue.dispatch(9)).isZero();
    assertThat(queue.nextSequence()).isEqualTo(1);
    assertThat(queue.dispatch(1)).isEqualTo(1);
  }

  @Test
  void hasNothingToDeliverWhenNothingWasSent() {
    assertThat(queue.poll()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesTimesThatAreNotFinite(double seconds) {
    assertThatIllegalArgumentException().isThrownBy(() -> queue.dispatch(seconds));
    assertThat(queue.underWay()).isZero();
  }

  @Test
  void refusesResultsThatNobodyWaitsFor() {
    long sequence = queue.dispatch(1);
    assertThatIllegalStateException().isThrownBy(() -> queue.complete(sequence + 1, "unknown"));

    queue.complete(sequence, "once");
    assertThatIllegalStateException().isThrownBy(() -> queue.complete(sequence, "twice"));

    queue.poll();
    assertThatIllegalStateException()
        .isThrownBy(() -> queue.complete(sequence, "after delivery"))
        .withMessageContaining("0");
  }

  private static List<List<Integer>> permutations(List<Integer> values) {
    if (values.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Integer>> all = new ArrayList<>();
    for (Integer first : values) {
      List<Integer> rest = values.stream().filter(value -> !value.equals(first)).toList();
      for (List<Integer> tail : permutations(rest)) {
        List<Integer> permutation = new ArrayList<>(List.of(first));
        permutation.addAll(tail);
        all.add(permutation);
      }
    }
    return all;
  }
}
