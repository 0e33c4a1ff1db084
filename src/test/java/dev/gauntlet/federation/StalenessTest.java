package dev.gauntlet.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.federation.Staleness.Constant;
import dev.gauntlet.federation.Staleness.Hinge;
import dev.gauntlet.federation.Staleness.Polynomial;
import java.util.List;
import org.junit.jupiter.api.Test;

class StalenessTest {

  @Test
  void aFreshUpdateCountsInFull() {
    for (Staleness staleness :
        List.of(new Constant(), new Polynomial(0.5), new Polynomial(0), new Hinge(10, 4))) {
      assertThat(staleness.weight(0)).as("%s", staleness).isEqualTo(1);
    }
  }

  @Test
  void polynomialWeightsFallAsAPowerOfAge() {
    assertThat(new Polynomial(0.5).weight(3)).isEqualTo(0.5);
    assertThat(new Polynomial(2).weight(2)).isCloseTo(1 / 9.0, within(1e-15));
  }

  @Test
  void hingeWeightsFallAboveTheThresholdOnly() {
    Hinge hinge = new Hinge(0.5, 4);
    assertThat(hinge.weight(4)).isEqualTo(1);
    assertThat(hinge.weight(5)).isCloseTo(1 / 1.5, within(1e-15));
    assertThat(hinge.weight(8)).isCloseTo(1 / 3.0, within(1e-15));
  }

  @Test
  void constantWeightsNeverFall() {
    assertThat(new Constant().weight(1_000_000)).isEqualTo(1);
  }

  @Test
  void refusesWhatWouldWeighOldUpdatesMore() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Polynomial(-0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Hinge(-1, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Hinge(1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Buffering(3, 4, 1, new Constant()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Buffering(3, 0, 1, new Constant()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Buffering(3, 2, -1, new Constant()));
  }
}
