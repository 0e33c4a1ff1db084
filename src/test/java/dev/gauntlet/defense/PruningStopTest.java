package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PruningStopTest {

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  private final PruningStop step = new PruningStop(0.01, NO_LIMIT);
  private final PruningStop total = new PruningStop(NO_LIMIT, 0.02);

  @Test
  void undoesTheStepThatFallsTooFar() {
    assertThat(step.stepsKept(List.of(0.90, 0.895, 0.88, 0.70))).isEqualTo(1);
    assertThat(step.isBrokenBy(List.of(0.90, 0.895, 0.88))).isTrue();
  }

  @Test
  void allowsAFallOfExactlyTheLimit() {
    // 0.90 - 0.89 and 0.57 - 0.56 are a little more than 0.01 in floating point.
    assertThat(step.isBrokenBy(List.of(0.90, 0.89))).isFalse();
    assertThat(step.isBrokenBy(List.of(0.57, 0.56))).isFalse();
    assertThat(step.isBrokenBy(List.of(0.57, 0.5599))).isTrue();
    assertThat(total.isBrokenBy(List.of(0.90, 0.89, 0.88))).isFalse();
    assertThat(total.isBrokenBy(List.of(0.90, 0.89, 0.8799))).isTrue();
  }

  @Test
  void comparesAStepWithTheOneBeforeAndTheTotalWithTheStart() {
    List<Double> sliding = List.of(0.90, 0.892, 0.884, 0.876, 0.868);

    assertThat(step.stepsKept(sliding)).isEqualTo(4);
    assertThat(total.stepsKept(sliding)).isEqualTo(2);
    assertThat(new PruningStop(0.01, 0.02).stepsKept(sliding)).isEqualTo(2);
  }

  @Test
  void judgesTheFallFromARiseByTheStepAlone() {
    List<Double> accuracies = List.of(0.80, 0.85, 0.83);

    assertThat(step.stepsKept(accuracies)).isEqualTo(1);
    assertThat(total.stepsKept(accuracies)).isEqualTo(2);
  }

  @Test
  void keepsEverythingWhereNothingFalls() {
    assertThat(new PruningStop(0, 0).stepsKept(List.of(0.5, 0.5, 0.6, 0.6))).isEqualTo(3);
    assertThat(new PruningStop(0, 0).stepsKept(List.of(0.5))).isZero();
  }

  @Test
  void doesNotJudgeTheStart() {
    assertThat(new PruningStop(0, 0).isBrokenBy(List.of(0.1))).isFalse();
  }

  @Test
  void refusesNegativeDrops() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PruningStop(-0.01, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PruningStop(1, Double.NaN));
  }
}
