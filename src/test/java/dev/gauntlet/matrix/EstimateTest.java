package dev.gauntlet.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {

  @Test
  void hasTheIntervalOfStudentsT() {
    Estimate estimate = Estimate.of(List.of(0.90, 0.92, 0.97));

    assertThat(estimate.mean()).isCloseTo(0.93, within(1e-12));
    // t of 2 degrees of freedom at 97.5 % is 4.3027; the standard error is 0.036056 / sqrt(3).
    assertThat(estimate.halfWidth().orElseThrow()).isCloseTo(0.089566, within(1e-5));
  }

  @Test
  void saysNothingOfTheSpreadOfASingleValue() {
    assertThat(Estimate.of(List.of(0.5)).halfWidth()).isEmpty();
  }

  @Test
  void isCertainOfEqualValues() {
    assertThat(Estimate.of(List.of(0.5, 0.5)).halfWidth()).hasValue(0);
  }
}
