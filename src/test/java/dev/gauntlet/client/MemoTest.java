package dev.gauntlet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoTest {

  private final Memo<String, Integer> memo = new Memo<>(2);
  private final AtomicInteger computed = new AtomicInteger();

  @Test
  void computesOnceAndForgetsWhatWasAskedForLongest() {
    assertThat(ask("a")).isEqualTo(1);
    assertThat(ask("b")).isEqualTo(2);
    assertThat(ask("a")).isEqualTo(1);
    assertThat(ask("c")).isEqualTo(3);
    assertThat(ask("a")).isEqualTo(1);
    assertThat(ask("b")).isEqualTo(4);
  }

  @Test
  void othersWaitForWhoCameFirst() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Integer> results = new ArrayList<>();
    Thread first =
        new Thread(
            () ->
                memo.get(
                    "a",
                    () -> {
                      begun.countDown();
                      await(goOn);
                      return computed.incrementAndGet();
                    }));
    first.start();
    begun.await();
    Thread second = new Thread(() -> results.add(ask("a")));
    second.start();
    goOn.countDown();
    first.join();
    second.join();
    assertThat(results).containsExactly(1);
    assertThat(computed).hasValue(1);
  }

  @Test
  void aFailureKeepsItsCause() {
    IllegalArgumentException cause = new IllegalArgumentException("broken");
    assertThatThrownBy(
            () ->
                memo.get(
                    "a",
                    () -> {
                      throw cause;
                    }))
        .hasCause(cause);
  }

  private int ask(String key) {
    return memo.get(key, computed::incrementAndGet);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
