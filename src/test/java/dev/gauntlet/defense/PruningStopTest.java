package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.learning.PrunedChannels;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PruningStopTest {

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  private final PruningStop step = new PruningStop(0.01, NO_LIMIT);
  private final PruningStop total = new PruningStop(NO_LIMIT, 0.02);

  @Test
  void undoesTheStepThatFallsTooFar() {
    assertThat(stepsKept(step, List.of(0.90, 0.895, 0.88, 0.70))).isEqualTo(1);
    assertThat(step.isBroken(0.90, 0.895, 0.88)).isTrue();
  }

  @Test
  void allowsAFallOfExactlyTheLimit() {
    // 0.90 - 0.89 and 0.57 - 0.56 are a little more than 0.01 in floating point.
    assertThat(step.isBroken(0.90, 0.90, 0.89)).isFalse();
    assertThat(step.isBroken(0.57, 0.57, 0.56)).isFalse();
    assertThat(step.isBroken(0.57, 0.57, 0.5599)).isTrue();
    assertThat(total.isBroken(0.90, 0.89, 0.88)).isFalse();
    assertThat(total.isBroken(0.90, 0.89, 0.8799)).isTrue();
  }

  @Test
  void comparesAStepWithTheOneBeforeAndTheTotalWithTheStart() {
    List<Double> sliding = List.of(0.90, 0.892, 0.884, 0.876, 0.868);

    assertThat(stepsKept(step, sliding)).isEqualTo(4);
    assertThat(stepsKept(total, sliding)).isEqualTo(2);
    assertThat(stepsKept(new PruningStop(0.01, 0.02), sliding)).isEqualTo(2);
  }

  @Test
  void judgesTheFallFromARiseByTheStepAlone() {
    List<Double> accuracies = List.of(0.80, 0.85, 0.83);

    assertThat(stepsKept(step, accuracies)).isEqualTo(1);
    assertThat(stepsKept(total, accuracies)).isEqualTo(2);
  }

  @Test
  void keepsEverythingWhereNothingFalls() {
    assertThat(stepsKept(new PruningStop(0, 0), List.of(0.5, 0.5, 0.6, 0.6))).isEqualTo(3);
    assertThat(stepsKept(new PruningStop(0, 0), List.of(0.5))).isZero();
  }

  @Test
  void doesNotJudgeTheStart() {
    assertThat(new PruningStop(0, 0).isBroken(0.1, 0.1, 0.1)).isFalse();
  }

  @Test
  void refusesNegativeSettings() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PruningStop(-0.01, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PruningStop(1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new PruningStop(1, 1, -1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new PruningStop(1, 1, 0, -1));
  }

  /**
   * How many channels a walk keeps that is told these accuracies, the first of them the start's.
   */
  private static int stepsKept(PruningStop stop, List<Double> accuracies) {
    List<Integer> order = IntStream.range(0, accuracies.size() - 1).boxed().toList();
    PruningWalk walk = new PruningWalk(PrunedChannels.NONE, order, 1, stop);
    for (int test = 0; !walk.isOver(); test++) {
      walk.take(accuracies.get(test));
    }
    return walk.pruned().size();
  }
}
