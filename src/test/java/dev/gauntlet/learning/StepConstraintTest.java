package dev.gauntlet.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.simulation.RandomStreams;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepConstraintTest {

  private static final float[] START = {1, 2, 2};
  private static final ChannelBlock BLOCK = new ChannelBlock(4, 50, 0, 4);

  @Test
  void aBallPullsBackOnlyWhatIsOutside() {
    float[] outside = {1 + 3, 2, 2 + 4};
    new StepConstraint.Ball(2.5).apply(outside, START, 0.1);
    assertThat(outside).containsExactly(2.5f, 2, 4);

    float[] inside = {1 + 3, 2, 2 + 4};
    new StepConstraint.Ball(5).apply(inside, START, 0.1);
    assertThat(inside).containsExactly(4, 2, 6);
  }

  @Test
  void aPullGoesRateTimesStrengthTowardsTheStartAndNotBeyond() {
    float[] pulled = {1 + 3, 2, 2 + 4};
    new StepConstraint.Pull(10).apply(pulled, START, 0.1);
    assertThat(pulled).containsExactly(1 + 2.4f, 2, 2 + 3.2f);

    new StepConstraint.Pull(100).apply(pulled, START, 0.1);
    assertThat(pulled).containsExactly(START);
  }

  @Test
  void severalApplyInTheirOrder() {
    BitSet last = new BitSet();
    last.set(2);
    LocalTraining training =
        new LocalTraining(1, 1, 0.1, 0, PrunedChannels.NONE)
            .heldTo(new StepConstraint.Only(last))
            .heldTo(new StepConstraint.Ball(1));
    float[] parameters = {1 + 3, 2, 2 + 4};
    training.constrain(parameters, START);
    assertThat(parameters).containsExactly(1, 2, 3);
    assertThat(training.atRate(0.5).holding(PrunedChannels.of(0)).constraints()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.1, 1.5, 2, 3})
  void afterLimitingNoWeightIsOutsideThoughTheLimitsHaveMoved(double delta) {
    float[] parameters = heavyTails();
    float[] before = parameters.clone();
    PrunedChannels leftOut = PrunedChannels.of(1);

    new StepConstraint.WithinDeviations(BLOCK, leftOut, WeightMoments.NONE, delta)
        .apply(parameters, before, 0.1);

    LayerSpread spread = LayerSpread.of(parameters, BLOCK, leftOut, WeightMoments.NONE);
    int changed = 0;
    for (int i = 0; i < parameters.length; i++) {
      boolean counts = i >= 4 && (i - 4) / 50 != 1;
      if (counts) {
        assertThat(Math.abs(parameters[i] - spread.mean()))
            .isLessThanOrEqualTo(delta * spread.deviation() * (1 + 1e-3));
        changed += parameters[i] == before[i] ? 0 : 1;
      } else {
        assertThat(parameters[i]).isEqualTo(before[i]);
      }
    }
    assertThat(changed).isPositive();
  }

  @Test
  void aSpreadIsOfTheWeightsThatCount() {
    float[] parameters = new float[3 + 3 * 2];
    float[] weights = {1, 3, 100, 200, 5, 7};
    System.arraycopy(weights, 0, parameters, 3, 6);

    LayerSpread spread =
        LayerSpread.of(
            parameters, new ChannelBlock(3, 2, 0, 3), PrunedChannels.of(1), WeightMoments.NONE);

    assertThat(spread.mean()).isEqualTo(4);
    assertThat(spread.deviation()).isCloseTo(Math.sqrt((9 + 1 + 1 + 9) / 4.0), within(1e-12));
    assertThat(
            LayerSpread.of(
                parameters,
                new ChannelBlock(3, 2, 0, 3),
                PrunedChannels.of(0, 1, 2),
                WeightMoments.NONE))
        .isEqualTo(new LayerSpread(0, 0));
  }

  @Test
  void aSpreadCountsWeightsBesidesAsIfTheyWereThere() {
    ChannelBlock block = new ChannelBlock(3, 2, 0, 3);
    float[] whole = {0, 0, 0, 1, 3, -7, 0.5f, 5, 7};
    PrunedChannels pruned = PrunedChannels.of(1);
    ParameterVector model = ParameterVector.copyOf(whole);
    float[] without = block.pruned(model, pruned).toArray();

    LayerSpread all = LayerSpread.of(whole, block, PrunedChannels.NONE, WeightMoments.NONE);
    LayerSpread besides =
        LayerSpread.of(without, block, pruned, WeightMoments.of(model, block, pruned));

    assertThat(besides.mean()).isCloseTo(all.mean(), within(1e-12));
    assertThat(besides.deviation()).isCloseTo(all.deviation(), within(1e-12));
    assertThat(WeightMoments.of(model, block, PrunedChannels.of(0, 2)))
        .isEqualTo(
            WeightMoments.of(model, block, PrunedChannels.of(0))
                .and(WeightMoments.of(model, block, PrunedChannels.of(2))));
  }

  @Test
  void whatCannotBeKeptToIsRefused() {
    for (Runnable wrong :
        List.<Runnable>of(
            () -> new StepConstraint.Ball(0),
            () -> new StepConstraint.Pull(-1),
            () ->
                new StepConstraint.WithinDeviations(
                    BLOCK, PrunedChannels.NONE, WeightMoments.NONE, 1))) {
      assertThatIllegalArgumentException().isThrownBy(wrong::run);
    }
  }

  private static float[] heavyTails() {
    RandomGenerator random = new RandomStreams(1).stream("weights");
    float[] parameters = new float[4 + 4 * 50];
    for (int i = 0; i < parameters.length; i++) {
      double normal = random.nextGaussian();
      parameters[i] = (float) (0.3 + normal * normal * normal);
    }
    return parameters;
  }
}
