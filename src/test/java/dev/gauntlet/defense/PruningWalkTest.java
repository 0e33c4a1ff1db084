package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.learning.PrunedChannels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PruningWalkTest {

  private static final PruningStop STOP = new PruningStop(0.05, 0.08);

  @Test
  void endsWhereTheRuleIsBrokenAndKeepsWhatWasBefore() {
    PruningWalk walk = new PruningWalk(PrunedChannels.of(3), List.of(4, 3, 0, 2, 1), 1, STOP);

    assertThat(walk.order()).containsExactly(4, 0, 2, 1);
    assertThat(walk.tests()).isEqualTo(5);
    assertThat(walk.isOver()).isFalse();
    assertThat(walk.next()).isEqualTo(PrunedChannels.of(3));
    assertThat(walk.take(0.9)).isZero();
    assertThat(walk.next()).isEqualTo(PrunedChannels.of(3, 4));
    assertThat(walk.take(0.88)).isEqualTo(1);
    assertThat(walk.isOver()).isFalse();
    assertThat(walk.take(0.8)).isEqualTo(2);
    assertThat(walk.isOver()).isTrue();
    assertThat(walk.pruned()).containsExactly(4);
    assertThat(walk.prunedChannels()).isEqualTo(PrunedChannels.of(3, 4));
  }

  @Test
  void endsWithTheOrder() {
    PruningWalk walk = new PruningWalk(PrunedChannels.NONE, List.of(1, 0, 2), 2, STOP);
    assertThat(walk.take(0.9)).isZero();
    assertThat(walk.take(0.9)).isEqualTo(2);
    assertThat(walk.take(0.9)).isEqualTo(3);

    assertThat(walk.isOver()).isTrue();
    assertThat(walk.pruned()).containsExactly(1, 0, 2);
  }

  @Test
  void hasNothingToPruneWhereAllIsPruned() {
    PruningWalk walk = new PruningWalk(PrunedChannels.of(0, 1), List.of(1, 0), 1, STOP);
    walk.take(0.9);

    assertThat(walk.isOver()).isTrue();
    assertThat(walk.pruned()).isEmpty();
  }

  @Test
  void looksAheadOfAFallAndKeepsAllUpToAPointWithinTheLimits() {
    PruningWalk walk = walk(6, 1, new PruningStop(0.05, 0.08, 2, 0));

    // 2 and 3 fall too far from 1; 4 is within the limits of it, and so is 5 of 4, not of 2.
    assertThat(testedUntilOver(walk, 0.9, 0.9, 0.7, 0.8, 0.86, 0.82, 0.1))
        .containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(walk.pruned()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void undoesAllSinceTheLastGoodPointWhereNoneAheadIsWithinTheLimits() {
    PruningWalk walk = walk(6, 1, new PruningStop(0.05, 1, 2, 0));

    assertThat(testedUntilOver(walk, 0.9, 0.9, 0.84, 0.83, 0.82, 0.9, 0.9))
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(walk.pruned()).containsExactly(0);
    assertThat(walk.skipped()).isNull();
  }

  @Test
  void skipsTheStepThatBrokeALimitAndGoesOnWithTheNext() {
    PruningWalk walk = walk(7, 2, new PruningStop(0.05, 1, 0, 2));
    walk.take(0.9);
    walk.take(0.9);
    walk.take(0.5);

    assertThat(walk.skipped()).containsExactly(2, 3);
    assertThat(walk.next()).isEqualTo(PrunedChannels.of(0, 1, 4, 5));
    assertThat(walk.take(0.9)).isEqualTo(4);
    assertThat(walk.isOver()).isFalse();
    assertThat(walk.next()).isEqualTo(PrunedChannels.of(0, 1, 4, 5, 6));
    walk.take(0.5);

    assertThat(walk.isOver()).isTrue();
    assertThat(walk.skipped()).containsExactly(2, 3, 6);
    assertThat(walk.pruned()).containsExactly(0, 1, 4, 5);
  }

  @Test
  void endsWithTheRefusalAfterTheLastSkip() {
    PruningWalk walk = walk(6, 1, new PruningStop(0.05, 1, 0, 1));

    assertThat(testedUntilOver(walk, 0.9, 0.1, 0.9, 0.1, 0.9, 0.9, 0.9))
        .containsExactly(0, 1, 1, 2);
    assertThat(walk.pruned()).containsExactly(1);
    assertThat(walk.skipped()).containsExactly(0);
  }

  @Test
  void skipsOnlyTheFirstStepOfThoseAheadAndGoesOnThoughTheOrderEndedAhead() {
    PruningWalk walk = walk(3, 1, new PruningStop(0.05, 1, 5, 1));

    assertThat(testedUntilOver(walk, 0.9, 0.1, 0.2, 0.3, 0.9, 0.9))
        .containsExactly(0, 1, 2, 3, 1, 2);
    assertThat(walk.pruned()).containsExactly(1, 2);
    assertThat(walk.skipped()).containsExactly(0);
  }

  private static PruningWalk walk(int channels, int step, PruningStop stop) {
    return new PruningWalk(
        PrunedChannels.NONE, IntStream.range(0, channels).boxed().toList(), step, stop);
  }

  /** How many channels were pruned at each test. */
  private static List<Integer> testedUntilOver(PruningWalk walk, double... accuracies) {
    List<Integer> tested = new ArrayList<>();
    while (!walk.isOver()) {
      tested.add(walk.take(accuracies[tested.size()]));
    }
    return tested;
  }
}
