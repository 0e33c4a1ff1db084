package dev.gauntlet.aggregation.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.federation.ParameterVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightedSumTest {

  @Test
  void sumsEveryPartOfLongVectors() {
    Random random = new Random(1);
    int length = 40_000;
    double[] weights = {2, 0.5, 3, 1, 4, 0.25};
    List<ParameterVector> vectors = new ArrayList<>();
    double[] expected = new double[length];
    for (double weight : weights) {
      float[] values = new float[length];
      for (int k = 0; k < length; k++) {
        values[k] = random.nextFloat();
        expected[k] += weight * values[k];
      }
      vectors.add(ParameterVector.adopt(values));
    }

    ParameterVector sum = WeightedSum.of(vectors, weights, 3);

    assertThat(sum.length()).isEqualTo(length);
    for (int k = 0; k < length; k++) {
      assertThat(sum.get(k)).isEqualTo((float) (expected[k] / 3));
    }
  }

  @Test
  void leavesOutWhatHasNoWeight() {
    List<ParameterVector> vectors =
        List.of(ParameterVector.copyOf(1, 2), ParameterVector.copyOf(Float.NaN, 1));

    assertThat(WeightedSum.mean(vectors, 5, 0)).isEqualTo(ParameterVector.copyOf(1, 2));
    assertThat(WeightedSum.mean(vectors, 0, 0)).isEqualTo(ParameterVector.copyOf(0, 0));
  }
}
