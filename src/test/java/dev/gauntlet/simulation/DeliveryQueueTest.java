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

  private final DeliveryQueue<String, String> queue = new DeliveryQueue<>();

  @Test
  void deliversByTimeThenSequenceWhateverTheOrderOfCompletion() {
    for (List<Integer> completion : permutations(List.of(0, 1, 2, 3))) {
      DeliveryQueue<String, String> fresh = new DeliveryQueue<>();
      for (double seconds : new double[] {3, 1, 3, 2}) {
        fresh.send(seconds, "work");
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
    long late = queue.send(5, "work");
    long early = queue.send(4, "work");
    queue.complete(late, "late");

    assertThat(queue.poll()).isEmpty();
    assertThat(queue.now()).isZero();
    assertThat(queue.isEmpty()).isFalse();

    queue.complete(early, "early");
    assertThat(queue.poll()).map(Delivery::result).contains("early");
    assertThat(queue.poll()).map(Delivery::result).contains("late");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void countsTimeFromTheLastDelivery() {
    queue.complete(queue.send(2.5, "work"), "first");
    queue.poll();
    queue.complete(queue.send(0.5, "work"), "second");

    assertThat(queue.poll()).contains(new Delivery<>(1, 3.0, "second"));
    assertThat(queue.now()).isEqualTo(3.0);
  }

  @Test
  void deliversAtTheSameInstantWhatTakesNoTime() {
    long first = queue.send(0, "work");
    long second = queue.send(0, "work");
    queue.complete(second, "second");
    queue.complete(first, "first");

    assertThat(queue.poll()).contains(new Delivery<>(first, 0, "first"));
    assertThat(queue.poll()).contains(new Delivery<>(second, 0, "second"));
  }

  @Test
  void numbersDispatchesInTurn() {
    assertThat(queue.send(9, "work")).isZero();
    assertThat(queue.send(1, "work")).isEqualTo(1);
  }

  @Test
  void hasNothingToDeliverWhenNothingWasSent() {
    assertThat(queue.poll()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesTimesThatAreNotFinite(double seconds) {
    assertThatIllegalArgumentException().isThrownBy(() -> queue.send(seconds, "work"));
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void refusesResultsThatNobodyWaitsFor() {
    long sequence = queue.send(1, "work");
    assertThatIllegalStateException().isThrownBy(() -> queue.complete(sequence + 1, "unknown"));

    queue.complete(sequence, "once");
    assertThatIllegalStateException().isThrownBy(() -> queue.complete(sequence, "twice"));

    queue.poll();
    queue.complete(sequence, "after delivery");
    assertThat(queue.poll()).isEmpty();
  }

  @Test
  void givesOutWorkByItsArrival() {
    for (double seconds : new double[] {3, 1, 3, 2}) {
      queue.send(seconds, "arrives at " + seconds);
    }
    assertThat(works(2.5)).containsExactly("arrives at 1.0", "arrives at 2.0");
    assertThat(works(Double.POSITIVE_INFINITY)).containsExactly("arrives at 3.0", "arrives at 3.0");
    assertThat(queue.takeWork(Double.POSITIVE_INFINITY)).isEmpty();
  }

  @Test
  void deliversWhatIsKnownWithoutWork() {
    queue.send(2, "work");
    queue.schedule(1, "alarm");

    assertThat(queue.poll()).contains(new Delivery<>(1, 1, "alarm"));
    assertThat(queue.poll()).isEmpty();
  }

  @Test
  void forgetsWhatIsCancelledBeforeAndAfterItsWorkHasBegun() {
    long begun = queue.send(1, "begun");
    queue.takeWork(9);
    long waiting = queue.send(2, "waiting");
    long kept = queue.send(3, "kept");
    queue.cancel(begun);
    queue.cancel(waiting);
    queue.complete(begun, "too late");
    queue.complete(kept, "kept");

    assertThat(works(9)).containsExactly("kept");
    assertThat(queue.poll()).contains(new Delivery<>(kept, 3, "kept"));
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void holdsUpWhatHasNotArrived() {
    long held = queue.send(1, "held");
    long other = queue.send(2, "other");
    queue.holdUntil(held, 5);
    queue.holdUntil(other, 1);
    queue.complete(held, "held");
    queue.complete(other, "other");

    assertThat(works(9)).containsExactly("other", "held");
    assertThat(queue.poll()).contains(new Delivery<>(other, 2, "other"));
    assertThat(queue.poll()).contains(new Delivery<>(held, 5, "held"));
  }

  @Test
  void doesNotHoldUpWhatIsKnownAlready() {
    long known = queue.schedule(1, "lost");
    queue.holdUntil(known, 5);

    assertThat(queue.poll()).contains(new Delivery<>(known, 1, "lost"));
  }

  @Test
  void givesOutWorkThatIsHeldUpOnceOnly() {
    long held = queue.send(1, "held");
    assertThat(works(9)).containsExactly("held");
    queue.holdUntil(held, 5);
    assertThat(works(9)).isEmpty();
    queue.complete(held, "result");
    assertThat(queue.poll()).contains(new Delivery<>(held, 5, "result"));
  }

  private List<String> works(double horizon) {
    List<String> works = new ArrayList<>();
    for (var next = queue.takeWork(horizon); next.isPresent(); next = queue.takeWork(horizon)) {
      works.add(next.get().work());
    }
    return works;
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
