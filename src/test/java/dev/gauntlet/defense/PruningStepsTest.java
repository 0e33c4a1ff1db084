package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.learning.PrunedChannels;
import java.util.List;
import org.junit.jupiter.api.Test;

class PruningStepsTest {

  @Test
  void testsAfterEveryChannel() {
    assertThat(PruningSteps.of(PrunedChannels.NONE, List.of(2, 0), 1))
        .containsExactly(PrunedChannels.NONE, PrunedChannels.of(2), PrunedChannels.of(0, 2));
  }

  @Test
  void testsAfterEverySeveralChannelsAndAfterTheLast() {
    assertThat(PruningSteps.of(PrunedChannels.of(9), List.of(4, 3, 2, 1, 0), 2))
        .containsExactly(
            PrunedChannels.of(9),
            PrunedChannels.of(3, 4, 9),
            PrunedChannels.of(1, 2, 3, 4, 9),
            PrunedChannels.of(0, 1, 2, 3, 4, 9));
  }

  @Test
  void doesNotTestTwiceWhereTheLastStepIsWhole() {
    assertThat(PruningSteps.of(PrunedChannels.NONE, List.of(0, 1, 2, 3), 2)).hasSize(3);
    assertThat(PruningSteps.of(PrunedChannels.NONE, List.of(0, 1, 2), 100)).hasSize(2);
  }

  @Test
  void testsTheStartAloneWhereNothingIsLeftToPrune() {
    assertThat(PruningSteps.of(PrunedChannels.of(0), List.of(), 3))
        .containsExactly(PrunedChannels.of(0));
  }
}
