package dev.gauntlet.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterVectorTest {

  private final ParameterVector vector = ParameterVector.copyOf(1, -2, 0.5f);

  @Test
  void keepsItsValuesWhateverHappensToArraysAroundIt() {
    float[] source = {1, 2};
    ParameterVector copied = ParameterVector.copyOf(source);
    source[0] = 9;
    copied.toArray()[1] = 9;

    assertThat(copied).isEqualTo(ParameterVector.copyOf(1, 2));
  }

  @Test
  void subtractsAddsAndScalesIntoNewVectors() {
    ParameterVector other = ParameterVector.copyOf(3, 1, -1);

    assertThat(vector.minus(other)).isEqualTo(ParameterVector.copyOf(-2, -3, 1.5f));
    assertThat(vector.plus(other, 2)).isEqualTo(ParameterVector.copyOf(7, 0, -1.5f));
    assertThat(vector.times(-3)).isEqualTo(ParameterVector.copyOf(-3, 6, -1.5f));
    assertThat(vector).isEqualTo(ParameterVector.copyOf(1, -2, 0.5f));
  }

  @Test
  void roundsASumOnceFromDoublePrecision() {
    ParameterVector large = ParameterVector.copyOf(1 << 24);
    ParameterVector delta = ParameterVector.copyOf(3);

    // As floats 3 * 0.2 rounds first; 2^24 + 0.6 is then the same, 2^24 + 1.2 rounds to 2^24 + 2.
    assertThat(large.plus(delta, 0.2).get(0)).isEqualTo(16_777_216f);
    assertThat(large.plus(delta, 0.4).get(0)).isEqualTo(16_777_218f);
  }

  @Test
  void addsAWeightedPartToSums() {
    double[] sums = {10, 20, 30};

    ParameterVector.addTo(sums, 1, 2, List.of(vector), 4);

    assertThat(sums).containsExactly(2, 22, 30);
  }

  @Test
  void addsVectorsToSumsOneAfterTheOther() {
    double large = 0x1p60;
    float[] values = {1, 1, -1, 1, 1, 1, -1};
    double[] weights = {3, large, large, 5, 7, large, large};
    List<ParameterVector> vectors = new ArrayList<>();
    for (float value : values) {
      vectors.add(ParameterVector.copyOf(value));
    }
    double[] sums = new double[1];

    ParameterVector.addTo(sums, 0, 1, vectors, weights);

    // The 3 is lost beside 2^60, then the 12: added up in any other order some of it would stay.
    assertThat(sums).containsExactly(0);
  }

  @Test
  void copiesIntoARangeOfAnArray() {
    float[] target = {7, 7, 7, 7, 7};

    vector.copyTo(target, 1);

    assertThat(target).containsExactly(7, 1, -2, 0.5f, 7);
  }

  @Test
  void measuresItsEuclideanNormBeyondTheRangeOfFloats() {
    assertThat(ParameterVector.copyOf(3, -4).norm()).isEqualTo(5);
    assertThat(ParameterVector.copyOf(3e38f, 4e37f).norm()).isBetween(3.02e38, 3.03e38);
  }

  @Test
  void knowsWhetherEveryValueIsFinite() {
    assertThat(vector.isFinite()).isTrue();
    assertThat(ParameterVector.copyOf(0, 0, Float.NaN).isFinite()).isFalse();
    assertThat(ParameterVector.copyOf(Float.NEGATIVE_INFINITY, 0).isFinite()).isFalse();
    assertThat(vector.times(1e39).isFinite()).isFalse();
  }

  @Test
  void hashesItsLittleEndianFloats() {
    // python3: hashlib.sha256(struct.pack("<3f", 1, -2, 0.5)).hexdigest()
    assertThat(vector.sha256())
        .isEqualTo("2ce4bdb6b34a50ac7092eb9fee94337a27498e9eb9bae44192f15b88831b2422");
  }

  @Test
  void equalsVectorsOfTheSameBits() {
    assertThat(vector).isEqualTo(ParameterVector.adopt(new float[] {1, -2, 0.5f}));
    assertThat(vector).hasSameHashCodeAs(ParameterVector.adopt(new float[] {1, -2, 0.5f}));
    assertThat(vector).isNotEqualTo(ParameterVector.copyOf(1, -2));
    assertThat(ParameterVector.copyOf(0f)).isNotEqualTo(ParameterVector.copyOf(-0f));
    assertThat(vector.length()).isEqualTo(3);
    assertThat(vector).hasToString("ParameterVector of 3");
  }

  @Test
  void refusesVectorsOfAnotherLength() {
    ParameterVector shorter = ParameterVector.copyOf(1, 2);

    assertThatIllegalArgumentException().isThrownBy(() -> vector.minus(shorter));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vector.plus(shorter, 1))
        .withMessage("vectors of 3 and 2 parameters");
  }
}
