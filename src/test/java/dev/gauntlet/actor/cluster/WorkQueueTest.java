package dev.gauntlet.actor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

  private final WorkQueue<String, String> workQueue = new WorkQueue<>(2);

  @Test
  void givesToTheOneWithTheLeastToDoForEachThread() {
    workQueue.join("small", 1);
    workQueue.join("large", 3);
    IntStream.range(0, 10).forEach(i -> workQueue.add("task " + i));

    assertThat(handOut())
        .containsExactly(
            "large:task 0",
            "small:task 1",
            "large:task 2",
            "large:task 3",
            "large:task 4",
            "small:task 5",
            "large:task 6",
            "large:task 7");
    assertThat(workQueue.atWork("small")).isEqualTo(2);
    assertThat(workQueue.atWork("large")).isEqualTo(6);
  }

  @Test
  void givesMoreAsSoonAsSomethingIsDone() {
    workQueue.join("one", 1);
    IntStream.range(0, 3).forEach(i -> workQueue.add("task " + i));
    handOut();

    assertThat(workQueue.done("one", 0)).contains("task 0");
    assertThat(handOut()).containsExactly("one:task 2");
    assertThat(workQueue.tasks("one")).isEqualTo(1);
  }

  @Test
  void handsOutAgainWhatALostWorkerHadBeforeAllElse() {
    workQueue.join("lost", 1);
    IntStream.range(0, 3).forEach(i -> workQueue.add("task " + i));
    handOut();

    assertThat(workQueue.lose("lost")).isEqualTo(2);
    workQueue.join("other", 2);
    assertThat(handOut()).containsExactly("other:task 0", "other:task 1", "other:task 2");
  }

  @Test
  void ignoresAnAnswerUnderATicketThatHasBeenGivenUp() {
    workQueue.join("lost", 1);
    workQueue.add("task");
    handOut();
    workQueue.lose("lost");
    workQueue.join("other", 1);
    long again = workQueue.next().orElseThrow().ticket();

    assertThat(again).isNotZero();
    assertThat(workQueue.done("lost", 0)).isEmpty();
    assertThat(workQueue.done("lost", again)).isEmpty();
    assertThat(workQueue.done("other", 0)).isEmpty();
    assertThat(workQueue.done("other", again)).contains("task");
    assertThat(workQueue.done("other", again)).as("twice").isEmpty();
  }

  @Test
  void whatIsForgottenIsNeitherHandedOutNorWaitedFor() {
    workQueue.join("one", 1);
    IntStream.range(0, 3).forEach(i -> workQueue.add("old " + i));
    handOut();
    workQueue.forget();
    workQueue.add("new");

    assertThat(handOut()).as("it is still at the old ones").isEmpty();
    assertThat(workQueue.done("one", 0)).isEmpty();
    assertThat(handOut()).containsExactly("one:new");
    assertThat(workQueue.lose("one")).as("only the new one is wanted").isEqualTo(1);
  }

  private List<String> handOut() {
    List<String> given = new ArrayList<>();
    for (Optional<WorkQueue.Handed<String, String>> next = workQueue.next();
        next.isPresent();
        next = workQueue.next()) {
      given.add(next.get().worker() + ":" + next.get().assignment());
    }
    return given;
  }
}
