package dev.gauntlet.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the papers' rules keep when clients change places and updates are moved or stretched. */
class RuleInvariantsTest {

  private static final int CLIENTS = 15;
  private static final int LENGTH = 300;
  private static final double[][] DELTAS = Rounds.random(CLIENTS, LENGTH);
  private static final double[] OWN = Rounds.random(1, LENGTH)[0];

  enum Keeps {
    /** f(x + t) = f(x) + t. */
    TRANSLATION,
    /** f(c x) = c f(x). */
    SCALE
  }

  record Case(Aggregator rule, Set<Keeps> keeps) {
    Case(Aggregator rule, Keeps first, Keeps... others) {
      this(rule, EnumSet.of(first, others));
    }
  }

  /** Centered clipping and norm bounding have a scale and an origin of their own. */
  static final List<Case> CASES =
      List.of(
          new Case(new FederatedAveraging(), Keeps.TRANSLATION, Keeps.SCALE),
          new Case(new CoordinateMedian(), Keeps.TRANSLATION, Keeps.SCALE),
          new Case(new TrimmedMean(0.2), Keeps.TRANSLATION, Keeps.SCALE),
          new Case(new Krum(3), Keeps.TRANSLATION, Keeps.SCALE),
          new Case(new MultiKrum(3, OptionalInt.of(4)), Keeps.TRANSLATION, Keeps.SCALE),
          new Case(new Bulyan(1), Keeps.TRANSLATION, Keeps.SCALE),
          new Case(new Bulyan(3), Keeps.TRANSLATION, Keeps.SCALE),
          new Case(new GeometricMedian(100, 1e-7, 1e-9), Keeps.TRANSLATION, Keeps.SCALE),
          new Case(new FoolsGold(), Keeps.SCALE),
          new Case(new Flame(0), Keeps.SCALE),
          new Case(new RobustLearningRate(5), Keeps.SCALE),
          new Case(new NormBounding(1, 0), EnumSet.noneOf(Keeps.class)),
          new Case(new CenteredClipping(1, 2), EnumSet.noneOf(Keeps.class)),
          new Case(new FlTrust(), EnumSet.noneOf(Keeps.class)),
          new Case(new Spectral(2, 3), EnumSet.noneOf(Keeps.class)));

  @ParameterizedTest
  @FieldSource("CASES")
  void clientsMayChangePlaces(Case rule) {
    double[] before = combine(rule, DELTAS);
    for (int shift = 1; shift < CLIENTS; shift += 3) {
      int by = shift;
      double[][] moved =
          IntStream.range(0, CLIENTS)
              .mapToObj(i -> DELTAS[(i * 2 + by) % CLIENTS])
              .toArray(double[][]::new);

      assertThat(combine(rule, moved)).containsExactly(before, within(2e-6));
    }
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void whatAllHaveInCommonIsKept(Case rule) {
    if (rule.keeps().contains(Keeps.TRANSLATION)) {
      double[] before = combine(rule, DELTAS);
      double[] moved = combine(rule, map(DELTAS, (k, value) -> value + 0.25 * (k % 7)));

      for (int k = 0; k < LENGTH; k++) {
        assertThat(moved[k] - 0.25 * (k % 7)).isCloseTo(before[k], within(2e-6));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void theUnitDoesNotMatter(Case rule) {
    if (rule.keeps().contains(Keeps.SCALE)) {
      double[] before = combine(rule, DELTAS);
      double[] stretched = combine(rule, map(DELTAS, (k, value) -> 4 * value));

      for (int k = 0; k < LENGTH; k++) {
        assertThat(stretched[k] / 4).isCloseTo(before[k], within(2e-6));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void agreementIsKept(Case rule) {
    double[] small = Arrays.stream(OWN).map(v -> 0.01 * v).toArray();
    double[][] equal = new double[CLIENTS][];
    Arrays.fill(equal, small);

    // Clients that all agree are colluders to FoolsGold.
    if (!(rule.rule() instanceof FoolsGold)) {
      double[] combined =
          Rounds.values(Rounds.of(equal).withServerUpdate(small).by(rule.rule()).delta());
      assertThat(combined).containsExactly(Rounds.values(Rounds.vector(small)), within(1e-6));
    }
  }

  private static double[] combine(Case rule, double[][] deltas) {
    return Rounds.values(Rounds.of(deltas).withServerUpdate(OWN).by(rule.rule()).delta());
  }

  private interface Change {
    double of(int coordinate, double value);
  }

  private static double[][] map(double[][] deltas, Change change) {
    return Arrays.stream(deltas)
        .map(
            delta ->
                IntStream.range(0, delta.length).mapToDouble(k -> change.of(k, delta[k])).toArray())
        .toArray(double[][]::new);
  }
}
