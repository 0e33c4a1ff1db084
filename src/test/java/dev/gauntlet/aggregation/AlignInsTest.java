package dev.gauntlet.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlignInsTest {

  private static final int CLIENTS = 12;
  private static final int LENGTH = 400;

  @Test
  void followsTheAlgorithmReadLiterally() {
    double[] model = Rounds.random(1, LENGTH)[0];
    double[][] deltas = Rounds.random(CLIENTS, LENGTH);
    for (int k = 0; k < LENGTH; k++) {
      deltas[3][k] *= -2;
      deltas[7][k] += 0.8 * model[k];
    }

    Aggregation aggregation = Rounds.of(deltas).fromModel(model).by(new AlignIns(0.3, 1, 1));

    List<Integer> kept = kept(deltas, model, 0.3, 1, 1);
    assertThat(kept).isNotEmpty().doesNotContain(3, 7);
    assertThat(Rounds.accepted(aggregation)).containsExactlyElementsOf(kept);
    assertThat(Rounds.values(aggregation.delta()))
        .containsExactly(mean(deltas, kept), within(1e-6));
  }

  @Test
  void clientsMayChangePlaces() {
    double[] model = Rounds.random(1, LENGTH)[0];
    double[][] deltas = Rounds.random(CLIENTS, LENGTH);
    double[][] turned =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> deltas[(i * 5 + 2) % CLIENTS])
            .toArray(double[][]::new);
    AlignIns rule = new AlignIns(0.3, 1, 1);

    assertThat(Rounds.values(Rounds.of(turned).fromModel(model).by(rule).delta()))
        .containsExactly(
            Rounds.values(Rounds.of(deltas).fromModel(model).by(rule).delta()), within(1e-6));
  }

  @Test
  void updatesThatAreAllAlikeAreKept() {
    double[][] alike = {{1, -2}, {1, -2}, {1, -2}};

    Aggregation aggregation = Rounds.of(alike).fromModel(3, 1).by(new AlignIns(0.5, 1, 1));

    assertThat(Rounds.accepted(aggregation)).containsExactly(0, 1, 2);
    assertThat(Rounds.values(aggregation.delta())).containsExactly(1, -2);
  }

  @Test
  void whereNobodyIsNearBothMediansNothingIsDone() {
    // Of two, neither is at the median of both, and half a deviation is less than their distance.
    double[][] apart = {{1, 0}, {0, -1}};

    Aggregation aggregation = Rounds.of(apart).fromModel(1, 1).by(new AlignIns(1, 0.5, 0.5));

    assertThat(Rounds.accepted(aggregation)).isEmpty();
    assertThat(aggregation.delta().norm()).isZero();
  }

  @Test
  void refusesWhatMeansNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AlignIns(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new AlignIns(1.1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new AlignIns(0.3, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new AlignIns(0.3, 1, -1));
  }

  private static List<Integer> kept(
      double[][] deltas, double[] model, double share, double lambdaC, double lambdaS) {
    double[] principal = new double[LENGTH];
    for (int k = 0; k < LENGTH; k++) {
      int at = k;
      principal[k] = Math.signum(Arrays.stream(deltas).mapToDouble(d -> Math.signum(d[at])).sum());
    }
    double[] cosines = new double[CLIENTS];
    double[] agreements = new double[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
      double[] delta = deltas[i];
      cosines[i] = dot(delta, model) / Math.sqrt(dot(delta, delta) * dot(model, model));
      int greatest = (int) (share * LENGTH);
      agreements[i] =
          (double)
                  IntStream.range(0, LENGTH)
                      .boxed()
                      .sorted(Comparator.comparingDouble(k -> -Math.abs(delta[k])))
                      .limit(greatest)
                      .filter(k -> Math.signum(delta[k]) == principal[k])
                      .count()
              / greatest;
    }
    return IntStream.range(0, CLIENTS)
        .filter(i -> score(cosines, i) < lambdaC && score(agreements, i) < lambdaS)
        .boxed()
        .toList();
  }

  private static double score(double[] values, int i) {
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    double median = (sorted[CLIENTS / 2 - 1] + sorted[CLIENTS / 2]) / 2;
    double mean = DoubleStream.of(values).average().orElseThrow();
    double variance =
        DoubleStream.of(values).map(v -> Math.pow(v - mean, 2)).average().orElseThrow();
    return Math.abs(values[i] - median) / Math.sqrt(variance);
  }

  private static double[] mean(double[][] deltas, List<Integer> kept) {
    double[] norms =
        kept.stream().mapToDouble(i -> Math.sqrt(dot(deltas[i], deltas[i]))).sorted().toArray();
    int middle = norms.length / 2;
    double bound = norms.length % 2 == 1 ? norms[middle] : (norms[middle - 1] + norms[middle]) / 2;
    double[] mean = new double[LENGTH];
    for (int i : kept) {
      double factor = Math.min(1, bound / Math.sqrt(dot(deltas[i], deltas[i]))) / kept.size();
      for (int k = 0; k < LENGTH; k++) {
        mean[k] += factor * deltas[i][k];
      }
    }
    return mean;
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(k -> a[k] * b[k]).sum();
  }
}
