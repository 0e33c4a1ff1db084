package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.defense.ClippingDelta.Fixed;
import dev.gauntlet.defense.ClippingDelta.Search;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClippingDeltaTest {

  @Test
  void triesValuesFromTheLargestDownToTheLastInclusive() {
    assertThat(new Search(5, 1, 0.25, 0.01).candidates())
        .hasSize(17)
        .startsWith(5.0, 4.75, 4.5)
        .endsWith(1.5, 1.25, 1.0);
  }

  @Test
  void reachesTheLastValueThoughStepsAreNotExactInBinary() {
    assertThat(new Search(1, 0.1, 0.1, 0).candidates()).hasSize(10);
    assertThat(new Search(5, 1, 0.1, 0).candidates()).hasSize(41);
    assertThat(new Search(0.3, 0.1, 0.1, 0).candidates()).containsExactly(0.3, 0.2, 0.1);
  }

  @ParameterizedTest
  @CsvSource({"0.3, 0.1, 0.1", "0.9, 0.2, 0.1", "2.1, 0.3, 0.3", "1, 0.0007, 0.0007"})
  void neverGoesBelowTheLastValue(double from, double to, double step) {
    assertThat(new Search(from, to, step, 0).candidates()).allMatch(delta -> delta >= to);
  }

  @Test
  void leavesOutAStepThatWouldPassTheLastValue() {
    assertThat(new Search(5, 1, 1.5, 0).candidates()).containsExactly(5.0, 3.5, 2.0);
    assertThat(new Search(3, 3, 1, 0).candidates()).containsExactly(3.0);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 0.1, 0",
    "2, -1, 0.1, 0",
    "2, 0, 0.1, 0",
    "2, 1, 0, 0",
    "2, 1, -1, 0",
    "2, 1, 0.1, -0.1",
    "2, 1, 1e-9, 0",
    "Infinity, 1, 1, 0",
    "NaN, 1, 1, 0",
    "2, 1, NaN, 0",
    "2, 1, Infinity, 0",
    "2, 1, 1, NaN"
  })
  void refusesSearchesThatGoNowhereOrNeverEnd(double from, double to, double step, double maxDrop) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Search(from, to, step, maxDrop));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesImpossibleFixedValues(double delta) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Fixed(delta));
  }
}
