package dev.gauntlet.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class UniformTest {

  private static final RandomGenerator RANDOM = new RandomStreams(10).stream("selection");

  @Test
  void selectsEveryClientEquallyOftenInEveryPlace() {
    int rounds = 20_000;
    int[][] times = new int[10][4];
    for (int round = 0; round < rounds; round++) {
      int place = 0;
      for (ClientId client : new Uniform().select(4, Crowd.of(10), RANDOM)) {
        times[client.index()][place++]++;
      }
    }

    double error = 5 * Math.sqrt(rounds * 0.1 * 0.9);
    assertThat(Arrays.stream(times).flatMapToInt(Arrays::stream).boxed())
        .allMatch(count -> Math.abs(count - rounds * 0.1) < error);
  }

  @Test
  void selectsEveryReachableClientEquallyOften() {
    int rounds = 10_000;
    int[] times = new int[12];
    Crowd crowd = Crowd.of(12).where(client -> client % 2 == 0);
    for (int round = 0; round < rounds; round++) {
      new Uniform().select(3, crowd, RANDOM).forEach(client -> times[client.index()]++);
    }

    for (int client = 0; client < 12; client++) {
      double expected = client % 2 == 0 ? rounds / 2.0 : 0;
      assertThat(Math.abs(times[client] - expected)).isLessThan(5 * Math.sqrt(rounds * 0.25));
    }
  }

  @Test
  void asksNoMoreClientsThanItNeeds() {
    Crowd million = Crowd.of(1_000_000);

    assertThat(new Uniform().select(100, million, RANDOM)).hasSize(100).doesNotHaveDuplicates();
    assertThat(million.questions()).isEqualTo(100);
  }

  @Test
  void goesThroughEveryoneInOrder() {
    assertThat(new Uniform().select(5, Crowd.of(5), RANDOM)).isSorted().hasSize(5);
  }
}
