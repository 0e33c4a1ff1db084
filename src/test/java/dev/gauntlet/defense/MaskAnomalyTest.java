package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskAnomalyTest {

  @Test
  void countsConsistentMedianAbsoluteDeviationsFromTheMedian() {
    MaskAnomaly anomaly = MaskAnomaly.of(List.of(10.0, 12.0, 9.0, 2.0, 11.0));

    // The median is 10, the deviations 0, 2, 1, 8, 1, their median 1.
    List<Double> expected = List.of(0.0, 2.0, 1.0, 8.0, 1.0);
    for (int label = 0; label < expected.size(); label++) {
      assertThat(anomaly.indices().get(label))
          .isCloseTo(expected.get(label) / 1.4826, within(1e-12));
    }
    assertThat(anomaly.flagged(2)).containsExactly(3);
    assertThat(anomaly.flagged(5.4)).isEmpty();
  }

  @Test
  void flagsNoLabelForATriggerThatIsLarge() {
    assertThat(MaskAnomaly.of(List.of(10.0, 12.0, 9.0, 50.0, 11.0)).flagged(2)).isEmpty();
  }

  @Test
  void hasNoScaleWhereMostNormsAreEqual() {
    MaskAnomaly anomaly = MaskAnomaly.of(List.of(10.0, 10.0, 10.0, 2.0));

    assertThat(anomaly.indices()).containsOnly(0.0);
    assertThat(anomaly.flagged(0)).isEmpty();
    assertThat(MaskAnomaly.of(List.of(3.0)).flagged(2)).isEmpty();
  }
}
