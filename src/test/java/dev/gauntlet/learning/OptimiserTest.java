package dev.gauntlet.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OptimiserTest {

  private static final Optimiser NESTEROV = new Optimiser(0.1, 0.9, true, 0.01);

  @Test
  void changesLeaveTheRestAsItIs() {
    OptimiserChange change =
        new OptimiserChange(
            OptionalDouble.of(0.5), OptionalDouble.empty(), Optional.empty(), OptionalDouble.of(0));

    assertThat(change.appliedTo(NESTEROV)).isEqualTo(new Optimiser(0.5, 0.9, true, 0));
    assertThat(OptimiserChange.NONE.appliedTo(NESTEROV)).isEqualTo(NESTEROV);
    assertThat(NESTEROV.atRate(3)).isEqualTo(new Optimiser(3, 0.9, true, 0.01));
  }

  @Test
  void whatIsNoOptimiserIsRefused() {
    for (Runnable wrong :
        List.<Runnable>of(
            () -> new Optimiser(0),
            () -> new Optimiser(0.1, 1, false, 0),
            () -> new Optimiser(0.1, -0.1, false, 0),
            () -> new Optimiser(0.1, 0.9, false, Double.NaN))) {
      assertThatIllegalArgumentException().isThrownBy(wrong::run);
    }
  }
}
