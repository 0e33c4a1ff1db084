package dev.gauntlet.federation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MedianTest {

  @Test
  void isTheMiddleValueOrTheMeanOfTheTwoMiddleOnes() {
    assertThat(Median.of(7.0)).isEqualTo(7);
    assertThat(Median.of(3.0, 1.0, 9.0)).isEqualTo(3);
    assertThat(Median.of(4.0, 1.0, 9.0, 2.0)).isEqualTo(3);
  }

  @Test
  void liesAmongTheTrueReportsOfAMajority() {
    assertThat(Median.of(0.90, 0.0, 0.91, 0.0, 0.92)).isEqualTo(0.90);
    assertThat(Median.of(0.90, 1.0, 0.91, 1.0, 0.92)).isEqualTo(0.92);
  }
}
