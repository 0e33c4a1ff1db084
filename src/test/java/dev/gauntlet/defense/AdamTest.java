package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {

  @Test
  void firstGoesByItsRateWhateverTheSizeOfTheGradient() {
    double[] variables = {1, 1, 1};

    new Adam(0.1, 3).descend(variables, new double[] {1e-3, -70, 0});

    assertThat(variables).containsExactly(new double[] {0.9, 1.1, 1}, within(1e-5));
  }

  @Test
  void followsItsDefinition() {
    double[] variables = {2};
    Adam adam = new Adam(0.1, 1);
    adam.descend(variables, new double[] {3});
    adam.descend(variables, new double[] {-1});

    // m = 0.5 (0.5 * 3) + 0.5 * -1 = 0.25, v = 0.9 (0.1 * 9) + 0.1 * 1 = 0.91.
    double second = 0.1 * (0.25 / 0.75) / Math.sqrt(0.91 / 0.19);
    assertThat(variables[0]).isCloseTo(1.9 - second, within(1e-7));
  }

  @Test
  void findsTheLowestPointOfABowl() {
    double[] variables = {4, -3};
    Adam adam = new Adam(0.05, 2);
    for (int step = 0; step < 1000; step++) {
      adam.descend(variables, new double[] {2 * (variables[0] - 1), 8 * (variables[1] + 2)});
    }
    assertThat(variables).containsExactly(new double[] {1, -2}, within(0.05));
  }
}
