package dev.gauntlet.data.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.simulation.RandomStreams;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DirichletTest {

  @Test
  void gammaDrawsHaveTheirMeanAndVariance() {
    for (double shape : new double[] {0.1, 0.5, 1, 3.7}) {
      RandomGenerator random = Pools.random(5);
      int draws = 100_000;
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < draws; i++) {
        double value = Math.exp(Gamma.logDraw(shape, random));
        sum += value;
        squares += value * value;
      }
      double mean = sum / draws;
      assertThat(mean).isCloseTo(shape, within(5 * Math.sqrt(shape / draws)));
      assertThat(squares / draws - mean * mean).isCloseTo(shape, within(0.1 * shape));
    }
  }

  @Test
  void proportionsHaveTheVarianceOfTheirDistribution() {
    // Var(p) = (1/n)(1 - 1/n) / (n alpha + 1) for n clients.
    LabelledPool pool = Pools.even(10_000, 10);
    for (double alpha : new double[] {0.5, 10}) {
      int clients = 10;
      double squares = 0;
      int values = 0;
      for (long seed = 0; seed < 40; seed++) {
        Partition partition =
            new Dirichlet(alpha).partition(Pools.request(pool, clients), new RandomStreams(seed));
        for (int client = 0; client < clients; client++) {
          int[] counts = Pools.labelCounts(pool, partition.indices(client));
          for (int label = 0; label < 10; label++) {
            double difference = counts[label] / 10_000.0 - 1.0 / clients;
            squares += difference * difference;
            values++;
          }
        }
      }
      double expected = 0.1 * 0.9 / (clients * alpha + 1);
      assertThat(squares / values).isCloseTo(expected, within(0.15 * expected));
    }
  }

  @Test
  void everyClientHasAnImageHoweverUnlikeTheyAre() {
    LabelledPool pool = Pools.even(10, 10);
    for (long seed = 0; seed < 50; seed++) {
      Partition partition =
          new Dirichlet(1e-6).partition(Pools.request(pool, 100), new RandomStreams(seed));
      for (int client = 0; client < 100; client++) {
        assertThat(partition.size(client)).isEqualTo(1);
      }
    }
  }

  @Test
  void anAdversaryGetsAFairShareOfItsVictim() {
    LabelledPool pool = Pools.even(100, 10);
    for (long seed = 0; seed < 100; seed++) {
      PartitionRequest request = Pools.requiring(pool, 20, Map.of(0, Set.of(9), 1, Set.of(9, 2)));
      Partition partition = new Dirichlet(0.05).partition(request, new RandomStreams(seed));
      int[] first = Pools.labelCounts(pool, partition.indices(0));
      int[] second = Pools.labelCounts(pool, partition.indices(1));
      assertThat(first[9]).isGreaterThanOrEqualTo(5);
      assertThat(second[9]).isGreaterThanOrEqualTo(5);
      assertThat(second[2]).isGreaterThanOrEqualTo(5);
      assertThat(Pools.holdersOfImages(pool, partition)).containsOnly(1);
    }
  }

  @Test
  void aCapKeepsTheProportionsOfAClientsLabels() {
    LabelledPool pool = Pools.even(1000, 4);
    for (long seed = 0; seed < 100; seed++) {
      RandomStreams streams = new RandomStreams(seed);
      Partition all = new Dirichlet(0.3).partition(Pools.request(pool, 3), streams);
      Partition capped = new Dirichlet(0.3).partition(Pools.capped(pool, 3, 20), streams);
      for (int client = 0; client < 3; client++) {
        int[] before = Pools.labelCounts(pool, all.indices(client));
        int[] after = Pools.labelCounts(pool, capped.indices(client));
        int size = Math.min(20, all.size(client));
        assertThat(capped.size(client)).isEqualTo(size);
        for (int label = 0; label < 4; label++) {
          double exact = (double) before[label] * size / all.size(client);
          assertThat((double) after[label]).isCloseTo(exact, within(1.0));
        }
      }
    }
  }

  @Test
  void aCapLeavesAnAdversaryItsVictim() {
    LabelledPool pool = Pools.even(1000, 10);
    PartitionRequest request =
        new PartitionRequest(pool, 50, OptionalInt.of(3), Map.of(2, Set.of(1, 4)));
    for (long seed = 0; seed < 100; seed++) {
      Partition partition = new Dirichlet(0.1).partition(request, new RandomStreams(seed));
      assertThat(partition.labels(2)).contains(1, 4);
      assertThat(partition.size(2)).isEqualTo(3);
    }
  }

  @Test
  void settingsThatCannotWork() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Dirichlet(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Dirichlet(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Dirichlet(1)
                    .partition(Pools.request(Pools.even(2, 2), 5), new RandomStreams(1)))
        .withMessage("4 images are too few for 5 clients");
  }
}
