package dev.gauntlet.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.StepConstraint;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackdoorMethodTest {

  private static final LocalTraining ASKED =
      new LocalTraining(2, 8, 0.1, 0.01, PrunedChannels.of(1));
  private static final ParameterVector DELTA = ParameterVector.copyOf(3, -4, 0);

  @Test
  void modelReplacementTrainsAsAskedAndAmplifies() {
    BackdoorMethod method = new BackdoorMethod.ModelReplacement(3);

    assertThat(method.training(ASKED, BackdoorMethodTest::nobodyAsks)).isEqualTo(ASKED);
    assertThat(method.submit(DELTA)).isEqualTo(ParameterVector.copyOf(9, -12, 0));
    assertThat(method.amplifiedBy(1).submit(DELTA)).isEqualTo(DELTA);
  }

  @Test
  void constrainAndScaleWeighsTheLossAndTheDistance() {
    LocalTraining training =
        new BackdoorMethod.ConstrainAndScale(2, 0.8)
            .training(ASKED, BackdoorMethodTest::nobodyAsks);

    // A step of 0.8 times the class gradient at the asked rate; a pull of 0.2 at that rate.
    assertThat(training.learningRate()).isCloseTo(0.08, within(1e-12));
    StepConstraint.Pull pull = (StepConstraint.Pull) training.constraints().get(0);
    assertThat(pull.strength() * training.learningRate()).isCloseTo(0.1 * 0.2, within(1e-12));
    assertThat(training.pruned()).isEqualTo(ASKED.pruned());
  }

  @Test
  void aProjectedUpdateHasTheNormOfTheBallAtMostAlsoAmplified() {
    BackdoorMethod method = new BackdoorMethod.ProjectedGradient(4, 2);

    assertThat(method.training(ASKED, BackdoorMethodTest::nobodyAsks).constraints())
        .containsExactly(new StepConstraint.Ball(0.5));
    assertThat(method.submit(DELTA.times(0.05)).norm()).isCloseTo(1, within(1e-6));
    assertThat(method.submit(DELTA).norm()).isCloseTo(2, within(1e-6));
  }

  @Test
  void neurotoxinLeavesTheHeaviestCoordinatesOfTheHonestUpdateAlone() {
    BackdoorMethod method = new BackdoorMethod.Neurotoxin(1, 0.4);
    ParameterVector honest = ParameterVector.copyOf(0.1f, -9, 0.2f, 5, -0.3f);

    BitSet light = new BitSet();
    light.set(0);
    light.set(2);
    light.set(4);
    assertThat(method.training(ASKED, () -> honest).constraints())
        .containsExactly(new StepConstraint.Only(light));
  }

  @Test
  void ofEquallyHeavyCoordinatesTheFirstAreLeftAlone() {
    ParameterVector even = ParameterVector.copyOf(1, -1, 1, -1);

    assertThat(LightCoordinates.of(even, 0.5).stream()).containsExactly(2, 3);
    assertThat(LightCoordinates.of(even, 0).cardinality()).isEqualTo(4);
    assertThat(LightCoordinates.of(ParameterVector.copyOf(1, 3, 1, 2), 0.75).stream())
        .containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 0, -2, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAmplificationsBelowOneOrWithoutEnd(double amplification) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackdoorMethod.ModelReplacement(amplification))
        .withMessageContaining("amplification is at least 1");
  }

  @Test
  void refusesWhatMeansNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackdoorMethod.ConstrainAndScale(1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackdoorMethod.ProjectedGradient(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new BackdoorMethod.Neurotoxin(1, 1));
  }

  private static ParameterVector nobodyAsks() {
    throw new AssertionError("there is no need to train honestly");
  }
}
