package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.learning.PrunedChannels;
import java.util.List;
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
}
