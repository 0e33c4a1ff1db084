package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.WeightMoments;
import org.junit.jupiter.api.Test;

class ExtremeWeightsTest {

  // A parameter of another layer, 2 biases, 2 filters of 4 weights, another layer's again.
  private static final ChannelBlock BLOCK = new ChannelBlock(2, 4, 1, 3);
  private static final ParameterVector MODEL =
      ParameterVector.copyOf(100, 50, -50, 2, 4, 4, 4, 5, 5, 7, 9, -100);

  @Test
  void takesMeanAndDeviationOfThePopulationOverTheWeights() {
    ExtremeWeights weights =
        new ExtremeWeights(MODEL, BLOCK, PrunedChannels.NONE, WeightMoments.NONE);

    // The textbook's example: mean 40 / 8, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, root of 4.
    assertThat(weights.mean()).isEqualTo(5);
    assertThat(weights.deviation()).isEqualTo(2);
  }

  @Test
  void zeroesWhatLiesFurtherOutAndNothingElse() {
    ExtremeWeights weights =
        new ExtremeWeights(MODEL, BLOCK, PrunedChannels.NONE, WeightMoments.NONE);

    assertThat(weights.clip(1.4))
        .isEqualTo(
            new ExtremeWeights.Clipped(
                ParameterVector.copyOf(100, 50, -50, 0, 4, 4, 4, 5, 5, 7, 0, -100), 2));
    assertThat(weights.clip(1.9).zeroedWeights()).isEqualTo(1);
    assertThat(weights.clip(2.1).model()).isEqualTo(MODEL);
  }

  @Test
  void keepsWeightsExactlyAtTheBound() {
    ExtremeWeights weights =
        new ExtremeWeights(MODEL, BLOCK, PrunedChannels.NONE, WeightMoments.NONE);

    assertThat(weights.clip(2.0).zeroedWeights()).isZero();
    assertThat(weights.clip(1.5).zeroedWeights()).isEqualTo(1);
    assertThat(weights.clip(0).model())
        .isEqualTo(ParameterVector.copyOf(100, 50, -50, 0, 0, 0, 0, 5, 5, 0, 0, -100));
  }

  @Test
  void leavesPrunedChannelsOut() {
    ParameterVector pruned = ParameterVector.copyOf(0, 0, 0, 0, 0, 0, 0, 5, 5, 7, 11, 0);
    ExtremeWeights weights =
        new ExtremeWeights(pruned, BLOCK, PrunedChannels.of(0), WeightMoments.NONE);

    assertThat(weights.mean()).isEqualTo(7);
    assertThat(weights.deviation()).isCloseTo(Math.sqrt(6), within(1e-15));
    assertThat(weights.clip(1).model())
        .isEqualTo(ParameterVector.copyOf(0, 0, 0, 0, 0, 0, 0, 5, 5, 7, 0, 0));
  }

  @Test
  void doesNotCountWeightsThatWereZeroAlready() {
    ParameterVector sparse = ParameterVector.copyOf(0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 0);
    ExtremeWeights weights =
        new ExtremeWeights(sparse, BLOCK, PrunedChannels.NONE, WeightMoments.NONE);

    assertThat(weights.mean()).isEqualTo(8.75);
    assertThat(weights.clip(2)).isEqualTo(new ExtremeWeights.Clipped(sparse, 0));
  }

  @Test
  void hasNothingToDoWhereEverythingIsPruned() {
    ExtremeWeights weights =
        new ExtremeWeights(MODEL, BLOCK, PrunedChannels.of(0, 1), WeightMoments.NONE);

    assertThat(weights.mean()).isZero();
    assertThat(weights.deviation()).isZero();
    assertThat(weights.clip(0)).isEqualTo(new ExtremeWeights.Clipped(MODEL, 0));
  }
}
