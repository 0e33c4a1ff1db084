package dev.gauntlet.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EigenTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12})
  void putsTheMatrixTogetherAgain(int n) {
    double[][] x = Rounds.random(n, 20);
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] = Naive.dot(x[i], x[j]);
      }
    }

    Eigen eigen = Eigen.of(matrix);

    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double product = 0;
        for (int k = 0; k < n; k++) {
          sum += eigen.value(k) * eigen.vector(k, i) * eigen.vector(k, j);
          product += eigen.vector(i, k) * eigen.vector(j, k);
        }
        assertThat(sum).isCloseTo(matrix[i][j], within(1e-9));
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-12));
      }
      assertThat(i == 0 || eigen.value(i) <= eigen.value(i - 1)).isTrue();
    }
  }

  @Test
  void standsAMatrixOfLowRank() {
    Eigen eigen = Eigen.of(new double[][] {{1, 1, 0}, {1, 1, 0}, {0, 0, 0}});

    assertThat(eigen.value(0)).isCloseTo(2, within(1e-12));
    assertThat(eigen.value(1)).isCloseTo(0, within(1e-12));
    assertThat(eigen.value(2)).isCloseTo(0, within(1e-12));
  }
}
