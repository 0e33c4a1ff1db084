package dev.gauntlet.actor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandoutTest {

  private final Handout<String, String> handout = new Handout<>(2);

  @Test
  void givesToTheOneWithTheLeastToDoForEachThread() {
    handout.join("small", 1);
    handout.join("large", 3);
    IntStream.range(0, 10).forEach(i -> handout.add("task " + i));

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
    assertThat(handout.atWork("small")).isEqualTo(2);
    assertThat(handout.atWork("large")).isEqualTo(6);
  }

  @Test
  void givesMoreAsSoonAsSomethingIsDone() {
    handout.join("one", 1);
    IntStream.range(0, 3).forEach(i -> handout.add("task " + i));
    handOut();

    assertThat(handout.done("one", 0)).contains("task 0");
    assertThat(handOut()).containsExactly("one:task 2");
    assertThat(handout.tasks("one")).isEqualTo(1);
  }

  @Test
  void handsOutAgainWhatALostWorkerHadBeforeAllElse() {
    handout.join("lost", 1);
    IntStream.range(0, 3).forEach(i -> handout.add("task " + i));
    handOut();

    assertThat(handout.lose("lost")).isEqualTo(2);
    handout.join("other", 2);
    assertThat(handOut()).containsExactly("other:task 0", "other:task 1", "other:task 2");
  }

  @Test
  void ignoresAnAnswerUnderATicketThatHasBeenGivenUp() {
    handout.join("lost", 1);
    handout.add("task");
    handOut();
    handout.lose("lost");
    handout.join("other", 1);
    long again = handout.next().orElseThrow().ticket();

    assertThat(again).isNotZero();
    assertThat(handout.done("lost", 0)).isEmpty();
    assertThat(handout.done("lost", again)).isEmpty();
    assertThat(handout.done("other", 0)).isEmpty();
    assertThat(handout.done("other", again)).contains("task");
    assertThat(handout.done("other", again)).as("twice").isEmpty();
  }

  @Test
  void whatIsForgottenIsNeitherHandedOutNorWaitedFor() {
    handout.join("one", 1);
    IntStream.range(0, 3).forEach(i -> handout.add("old " + i));
    handOut();
    handout.forget();
    handout.add("new");

    assertThat(handOut()).as("it is still at the old ones").isEmpty();
    assertThat(handout.done("one", 0)).isEmpty();
    assertThat(handOut()).containsExactly("one:new");
    assertThat(handout.lose("one")).as("only the new one is wanted").isEqualTo(1);
  }

  private List<String> handOut() {
    List<String> given = new ArrayList<>();
    for (Optional<Handout.Handed<String, String>> next = handout.next();
        next.isPresent();
        next = handout.next()) {
      given.add(next.get().worker() + ":" + next.get().assignment());
    }
    return given;
  }
}
