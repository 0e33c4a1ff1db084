package dev.gauntlet.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** FLTrust, FoolsGold, FLAME, spectral anomaly detection and the robust learning rate. */
class TrustRulesTest {

  private static final double[][] DELTAS = Rounds.random(9, 3_000);
  private static final double[] OWN = Rounds.random(1, 3_000)[0];

  @Test
  void flTrustWeighsByTheAngleToTheServersUpdate() {
    double[] trust = Arrays.stream(DELTAS).mapToDouble(d -> Naive.cosine(d, OWN)).toArray();
    double[][] normalised =
        Arrays.stream(DELTAS)
            .map(d -> Arrays.stream(d).map(v -> v * Naive.norm(OWN) / Naive.norm(d)).toArray())
            .toArray(double[][]::new);
    double[] weights = Arrays.stream(trust).map(t -> Math.max(0, t)).toArray();

    Aggregation aggregation = Rounds.of(DELTAS).withServerUpdate(OWN).by(new FlTrust());

    assertThat(Rounds.values(aggregation.delta()))
        .containsExactly(Naive.mean(normalised, weights), within(1e-6));
    assertThat(Rounds.weights(aggregation)).containsExactly(weights, within(1e-9));
    assertThat(Rounds.accepted(aggregation))
        .containsExactlyElementsOf(
            IntStream.range(0, 9).filter(i -> trust[i] > 0).boxed().toList());
  }

  @Test
  void flTrustLeavesTheModelWhereNobodyIsTrusted() {
    double[][] against = {{-1, 0}, {-2, 1e-3}, {0, 0}};

    Aggregation aggregation = Rounds.of(against).withServerUpdate(1, 0).by(new FlTrust());

    assertThat(Rounds.values(aggregation.delta())).containsExactly(0, 0);
    assertThat(Rounds.accepted(aggregation)).isEmpty();
    assertThat(Rounds.values(Rounds.of(against).withServerUpdate(0, 0).by(new FlTrust()).delta()))
        .containsExactly(0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rounds.of(against).by(new FlTrust()))
        .withMessageContaining("server's own");
  }

  @Test
  void foolsGoldFollowsTheReferenceImplementation() {
    // Five clients; two collude over three rounds, the others go their ways.
    double[][] history = new double[5][40];
    AggregatorState memory = AggregatorState.NONE;
    FoolsGold rule = new FoolsGold();
    for (int round = 1; round <= 3; round++) {
      double[][] deltas = Rounds.random(5 + round, 40);
      deltas = Arrays.copyOf(deltas, 5);
      deltas[4] = deltas[3].clone();
      deltas[4][7] += 0.5;
      for (int i = 0; i < 5; i++) {
        for (int k = 0; k < 40; k++) {
          history[i][k] += deltas[i][k];
        }
      }
      double[] weights = foolsGold(history);

      Aggregation aggregation = Rounds.of(deltas).numbered(round).by(rule, memory);
      memory = aggregation.memory();

      assertThat(Rounds.weights(aggregation)).containsExactly(weights, within(1e-5));
      assertThat(Rounds.values(aggregation.delta()))
          .containsExactly(Naive.mean(deltas, weights), within(1e-5));
      assertThat(Rounds.accepted(aggregation)).contains(0, 1, 2).doesNotContain(3, 4);
    }
    assertThat(memory.histories()).hasSize(5);
  }

  /** DistributedML/FoolsGold, {@code foolsgold.py}, without importance. */
  private static double[] foolsGold(double[][] history) {
    int n = history.length;
    double[][] cs = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        cs[i][j] = i == j ? 0 : Naive.cosine(history[i], history[j]);
      }
    }
    double[] maxcs = Arrays.stream(cs).mapToDouble(r -> Arrays.stream(r).max().orElse(0)).toArray();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j && maxcs[i] < maxcs[j]) {
          cs[i][j] *= maxcs[i] / maxcs[j];
        }
      }
    }
    double[] wv =
        Arrays.stream(cs)
            .mapToDouble(r -> Math.max(0, Math.min(1, 1 - Arrays.stream(r).max().orElse(0))))
            .toArray();
    double most = Arrays.stream(wv).max().orElse(1);
    return Arrays.stream(wv)
        .map(w -> w / most)
        .map(w -> w == 1 ? 0.99 : w)
        .map(w -> w == 0 ? 0 : Math.log(w / (1 - w)) + 0.5)
        .map(w -> Math.max(0, Math.min(1, w)))
        .toArray();
  }

  /** An attacker alone is the case that FoolsGold is not made for: it must not seem to be. */
  @Test
  void foolsGoldLetsThroughWhoIsUnlikeAllOthers() {
    double[][] deltas = new double[6][40];
    double[][] noise = Rounds.random(6, 40);
    for (int i = 0; i < 6; i++) {
      for (int k = 0; k < 40; k++) {
        deltas[i][k] = (i == 0 ? -1 : 1) + 0.8 * noise[i][k];
      }
    }

    double[] weights = foolsGold(deltas);
    Aggregation aggregation = Rounds.of(deltas).by(new FoolsGold());

    assertThat(Rounds.weights(aggregation)).containsExactly(weights, within(1e-5));
    assertThat(weights[0]).isEqualTo(1);
    assertThat(weights[3]).isLessThan(1);
  }

  @Test
  void flTrustHalvesWhatStalenessHalves() {
    ModelUpdate fresh = new ModelUpdate(new ClientId(0), 1, Rounds.vector(1, 1));
    ParameterVector whole =
        Rounds.of(List.of(fresh)).withServerUpdate(2, 1).by(new FlTrust()).delta();
    ParameterVector half =
        Rounds.of(List.of(fresh.stale(0.5))).withServerUpdate(2, 1).by(new FlTrust()).delta();

    assertThat(half.get(0)).isEqualTo(whole.get(0) / 2, within(1e-6f));
  }

  @Test
  void foolsGoldCountsAClientOnceThatSendsTwice() {
    double[][] two = Rounds.random(2, 10);
    List<ModelUpdate> updates = new ArrayList<>();
    updates.add(new ModelUpdate(new ClientId(0), 1, Rounds.vector(two[0])));
    updates.add(new ModelUpdate(new ClientId(0), 1, Rounds.vector(two[0])));
    updates.add(new ModelUpdate(new ClientId(3), 1, Rounds.vector(two[1])));

    Aggregation aggregation = Rounds.of(updates).by(new FoolsGold());

    assertThat(Rounds.accepted(aggregation)).containsExactly(0, 0, 3);
    assertThat(aggregation.memory().histories()).containsOnlyKeys(new ClientId(0), new ClientId(3));
    assertThat(aggregation.memory().histories().get(new ClientId(0)))
        .isEqualTo(Rounds.vector(Arrays.stream(two[0]).map(v -> 2 * v).toArray()));
    assertThat(Rounds.accepted(Rounds.of(two[0]).by(new FoolsGold()))).containsExactly(0);
  }

  @Test
  void flameKeepsTheFirstClusterOfMoreThanHalf() {
    // Angles of the models in degrees; norms of the updates 1 to 7.
    double[] degrees = {0, 1, 3, 90, 6, 95, 180};
    double[][] deltas =
        IntStream.range(0, 7)
            .mapToObj(
                i -> {
                  double angle = Math.toRadians(degrees[i]);
                  return new double[] {(i + 1) * Math.cos(angle), (i + 1) * Math.sin(angle)};
                })
            .toArray(double[][]::new);

    Aggregation aggregation = Rounds.of(deltas).by(new Flame(0));

    assertThat(Rounds.accepted(aggregation)).containsExactly(0, 1, 2, 4);
    // The median norm is 4.
    double[][] clipped = {
      deltas[0], deltas[1], deltas[2], Arrays.stream(deltas[4]).map(v -> v * 4 / 5).toArray()
    };
    assertThat(Rounds.values(aggregation.delta()))
        .containsExactly(Naive.mean(clipped), within(1e-6));
    assertThat(Rounds.weights(aggregation))
        .containsExactly(new double[] {1, 1, 1, 0, 0.8, 0, 0}, within(1e-6));
  }

  @Test
  void flameTreatsEqualDistancesAlike() {
    double[][] orthogonal = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

    assertThat(Rounds.accepted(Rounds.of(orthogonal).by(new Flame(0)))).containsExactly(0, 1, 2);
    assertThat(Rounds.accepted(Rounds.of(new double[7][3]).by(new Flame(0)))).hasSize(7);
    // Two and two at a right angle, and one opposite to the first two.
    double[][] crossing = {{1, 0}, {1, 0}, {0, 1}, {0, 1}, {-1, 0}};
    assertThat(Rounds.accepted(Rounds.of(crossing).by(new Flame(0)))).hasSize(5);
  }

  @Test
  void flameComparesModelsNotUpdatesAndAddsNoiseByTheMedianNorm() {
    double[][] deltas = {{0.1, 0}, {0, 0.1}, {-0.1, 0}, {5, -900}};

    Aggregation aggregation = Rounds.of(deltas).fromModel(100, 100).by(new Flame(0));

    assertThat(Rounds.accepted(aggregation)).containsExactly(0, 1, 2);
    Aggregation noisy = Rounds.of(new double[5][50_000]).by(new Flame(0.5));
    assertThat(noisy.delta().norm()).isZero();
    double[][] ones = new double[5][50_000];
    for (double[] one : ones) {
      one[0] = 2;
    }
    assertThat(Rounds.of(ones).by(new Flame(0.5)).delta().norm() / Math.sqrt(50_000))
        .isCloseTo(0.5 * 2, within(0.02));
  }

  @Test
  void spectralLeavesOutWhatTheServersUpdatesDoNotSpan() {
    // The server's updates lie in the plane of the first two coordinates; one is weak.
    AggregatorState memory = AggregatorState.NONE;
    Spectral rule = new Spectral(2, 2);
    double[][] deltas = {{3, 1, 0.1}, {-2, 5, 0.2}, {1, 1, 4}, {0, 0, 0.3}};
    double[][] own = {{9, 9, 9}, {1, 0, 0}, {1, 1, 0}};
    for (int number = 1; number <= 2; number++) {
      Rounds before = Rounds.of(deltas).numbered(number).withServerUpdate(own[number - 1]);
      memory = before.by(rule, memory).memory();
    }

    Aggregation aggregation =
        Rounds.of(deltas).numbered(3).withServerUpdate(own[2]).by(rule, memory);
    memory = aggregation.memory();

    assertThat(memory.vectors()).hasSize(2);
    assertThat(Rounds.accepted(aggregation)).containsExactly(0, 1, 3);
    assertThat(Rounds.values(aggregation.delta()))
        .containsExactly(
            Naive.mean(new double[][] {deltas[0], deltas[1], deltas[3]}), within(1e-6));
  }

  @Test
  void spectralErrorsAreThoseOfProjection() {
    double[][] own = Rounds.random(3, 200);
    double[][] orthogonal = new double[3][];
    // Gram-Schmidt: with as many dimensions as updates, their span.
    for (int i = 0; i < 3; i++) {
      double[] rest = own[i].clone();
      for (int j = 0; j < i; j++) {
        rest = minus(rest, orthogonal[j], Naive.dot(rest, orthogonal[j]));
      }
      double norm = Naive.norm(rest);
      orthogonal[i] = Arrays.stream(rest).map(v -> v / norm).toArray();
    }
    double[][] deltas = Arrays.copyOf(Rounds.random(12, 200), 12);
    double[] errors = new double[12];
    for (int i = 0; i < 12; i++) {
      double[] rest = deltas[i];
      for (double[] direction : orthogonal) {
        rest = minus(rest, direction, Naive.dot(rest, direction));
      }
      errors[i] = Naive.norm(rest);
    }
    double mean = Arrays.stream(errors).average().orElseThrow();
    AggregatorState memory = AggregatorState.NONE;
    Spectral rule = new Spectral(3, 3);
    for (int i = 0; i < 2; i++) {
      memory = Rounds.of(deltas).numbered(i + 1).withServerUpdate(own[i]).by(rule, memory).memory();
    }

    Aggregation aggregation =
        Rounds.of(deltas).numbered(3).withServerUpdate(own[2]).by(rule, memory);

    assertThat(Rounds.accepted(aggregation))
        .containsExactlyElementsOf(
            IntStream.range(0, 12).filter(i -> errors[i] <= mean).boxed().toList());
  }

  private static double[] minus(double[] a, double[] b, double factor) {
    return IntStream.range(0, a.length).mapToDouble(k -> a[k] - factor * b[k]).toArray();
  }

  @Test
  void theRobustLearningRateTurnsRoundWhereTooFewAgree() {
    double[][] deltas = {{1, 1, 1, 0}, {2, 2, -1, 0}, {3, -1, -1, 0}, {1, 1, 0, 4}};

    Aggregation aggregation = Rounds.of(deltas).by(new RobustLearningRate(2));

    // Sums of signs: 4, 2, -1, 1.
    assertThat(Rounds.values(aggregation.delta()))
        .containsExactly(new double[] {7 / 4.0, 3 / 4.0, 1 / 4.0, -1}, within(1e-6));
    assertThat(aggregation.verdicts()).isEmpty();
    assertThat(new RobustLearningRate(5).violation(4))
        .contains("robust-learning-rate needs theta <= n: theta = 5, n = 4");
    assertThat(new RobustLearningRate(4).violation(4)).isEmpty();
  }

  @Test
  void refuseNonsense() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RobustLearningRate(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Spectral(0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Spectral(4, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Verdict(new ClientId(0), true, 1.5));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RoundUpdates(1, List.of(), Rounds.vector(1), Optional.empty(), Rounds.STREAMS));
  }
}
