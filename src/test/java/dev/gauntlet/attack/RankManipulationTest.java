package dev.gauntlet.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RankManipulationTest {

  private static final double[] CLEAN = {5, 0, 3, 1, 4, 0.5};
  private static final double[] UNMARKED = {5, 0, 3, 1, 4, 0.5};
  // The trigger uses channels 1, 3 and 5, in that order, and silences 4.
  private static final double[] MARKED = {5, 9, 3, 4, 2, 2};

  @Test
  void theTriggersChannelsAreTheMostActiveAndTheUsefulOnesDormant() {
    assertThat(new RankManipulation(0.5).falseRecord(MARKED, UNMARKED, CLEAN))
        .containsExactly(1, 6, 3, 5, 2, 4);
  }

  @Test
  void noMoreThanTheShareAreDefended() {
    // 5 is dormant for benign clients as well: kept as the least useful of the rest.
    assertThat(new RankManipulation(0.3).falseRecord(MARKED, UNMARKED, CLEAN))
        .containsExactly(1, 6, 3, 5, 2, 4);
    assertThat(new RankManipulation(0.01).falseRecord(MARKED, UNMARKED, CLEAN))
        .containsExactly(1, 6, 3, 4, 2, 5);
  }

  @Test
  void aChannelThatTheTriggerDoesNotUseIsNotDefended() {
    assertThat(new RankManipulation(1).falseRecord(CLEAN, CLEAN, CLEAN))
        .containsExactly(1, 6, 3, 4, 2, 5);
  }

  @Test
  void refusesSharesThatMeanNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RankManipulation(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new RankManipulation(1.1));
  }
}
