package dev.gauntlet.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Krum, multi-Krum and Bulyan. */
class KrumTest {

  @ParameterizedTest
  @CsvSource({"5,1", "9,3", "10,0", "23,5", "40,18"})
  void choosesAsThePaperSays(int clients, int attackers) {
    for (int length : new int[] {1, 31, 33, 500}) {
      double[][] deltas = Rounds.random(clients, length);
      List<Integer> order = Naive.krum(deltas, attackers, Naive.all(deltas));
      int m = clients - attackers - 2;

      Aggregation krum = Rounds.of(deltas).by(new Krum(attackers));
      Aggregation multi = Rounds.of(deltas).by(new MultiKrum(attackers, OptionalInt.empty()));

      assertThat(Rounds.accepted(krum)).containsExactly(order.get(0));
      assertThat(Rounds.values(krum.delta())).isEqualTo(deltas[order.get(0)]);
      List<Integer> best = order.subList(0, m);
      assertThat(Rounds.accepted(multi)).containsExactlyInAnyOrderElementsOf(best);
      double[][] chosen = best.stream().map(i -> deltas[i]).toArray(double[][]::new);
      assertThat(Rounds.values(multi.delta())).containsExactly(Naive.mean(chosen), within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({"3,0", "7,1", "11,2", "24,5", "30,5"})
  void bulyanChoosesWithKrumAndAveragesAroundTheMedian(int clients, int attackers) {
    for (int length : new int[] {1, 255, 257}) {
      double[][] deltas = Rounds.random(clients, length);

      Aggregation bulyan = Rounds.of(deltas).by(new Bulyan(attackers));

      assertThat(Rounds.values(bulyan.delta()))
          .containsExactly(Naive.bulyan(deltas, attackers), within(1e-6));
      assertThat(Rounds.accepted(bulyan)).hasSize(clients - 2 * attackers);
    }
  }

  @Test
  void attackersFarAwayAreNeverChosen() {
    double[][] deltas = Rounds.random(11, 50);
    for (int i : new int[] {2, 7}) {
      for (int k = 0; k < 50; k++) {
        deltas[i][k] = 100 + i;
      }
    }
    List<Integer> benign = new ArrayList<>(Naive.all(deltas));
    benign.removeAll(List.of(2, 7));

    for (Aggregator rule :
        List.of(new Krum(2), new MultiKrum(2, OptionalInt.empty()), new Bulyan(2))) {
      Aggregation aggregation = Rounds.of(deltas).by(rule);
      assertThat(benign).containsAll(Rounds.accepted(aggregation));
      assertThat(aggregation.delta().norm()).isLessThan(50);
      assertThat(Rounds.weights(aggregation)[2]).isZero();
    }
  }

  @Test
  void theFirstOfEqualsIsChosen() {
    double[][] deltas = {{1, 2}, {5, 5}, {1, 2}, {1, 2}, {9, 1}};

    assertThat(Rounds.accepted(Rounds.of(deltas).by(new Krum(1)))).containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4 | 1 | krum needs n > 2f + 2: n = 4, f = 1
          6 | 2 | krum needs n > 2f + 2: n = 6, f = 2
          2 | 0 | krum needs n > 2f + 2: n = 2, f = 0
          9 | 2147483647 | krum needs n > 2f + 2: n = 9, f = 2147483647
          """)
  void hasItsInequality(int n, int f, String violation) {
    assertThat(new Krum(f).violation(n)).contains(violation);
    assertThat(new MultiKrum(f, OptionalInt.empty()).violation(n)).contains("multi-" + violation);
    if (f < 1000) {
      assertThat(new Krum(f).violation(2 * f + 3)).isEmpty();
      assertThat(new Bulyan(f).violation(4 * f + 2))
          .contains("bulyan needs n >= 4f + 3: n = " + (4 * f + 2) + ", f = " + f);
      assertThat(new Bulyan(f).violation(4 * f + 3)).isEmpty();
    }
  }

  @Test
  void multiKrumAveragesNoMoreThanAreSafe() {
    assertThat(new MultiKrum(2, OptionalInt.of(6)).violation(10)).isEmpty();
    assertThat(new MultiKrum(2, OptionalInt.of(7)).violation(10))
        .contains("multi-krum needs m <= n - f - 2: m = 7, n = 10, f = 2");
  }

  @Test
  void refuseNonsense() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Krum(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bulyan(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new MultiKrum(1, OptionalInt.of(0)));
  }
}
