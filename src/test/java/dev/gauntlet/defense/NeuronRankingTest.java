package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class NeuronRankingTest {

  @Test
  void ranksTheLeastActiveFirst() {
    assertThat(NeuronRanking.ofActivations(new double[] {0.3, -1, 7, 0.2}).ranks())
        .containsExactly(3, 1, 4, 2);
  }

  @Test
  void ranksTheLowerIndexFirstAmongEquals() {
    assertThat(NeuronRanking.ofActivations(new double[] {2, 0, 2, 0, 0}).ranks())
        .containsExactly(4, 1, 5, 2, 3);
  }

  @Test
  void takesBothZerosForEqual() {
    assertThat(NeuronRanking.ofActivations(new double[] {0.0, -0.0}).ranks()).containsExactly(1, 2);
  }

  @Test
  void refusesRanksThatAreNotEachNumberOnce() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NeuronRanking(List.of(1, 1, 3)));
    assertThatIllegalArgumentException().isThrownBy(() -> new NeuronRanking(List.of(0, 1, 2)));
    assertThatIllegalArgumentException().isThrownBy(() -> new NeuronRanking(List.of(2, 3)));
  }
}
