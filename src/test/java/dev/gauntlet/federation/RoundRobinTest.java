package dev.gauntlet.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundRobinTest {

  private static List<Integer> select(int count, Crowd crowd) {
    return new RoundRobin()
        .select(count, crowd, new RandomStreams(1).stream("selection")).stream()
            .map(ClientId::index)
            .toList();
  }

  @Test
  void goesOnAfterTheLastOneAndBeginsAgain() {
    assertThat(select(3, Crowd.of(7))).containsExactly(0, 1, 2);
    assertThat(select(3, Crowd.of(7).after(2))).containsExactly(3, 4, 5);
    assertThat(select(3, Crowd.of(7).after(5))).containsExactly(6, 0, 1);
  }

  @Test
  void passesOverThoseThatCannotBeAsked() {
    assertThat(select(3, Crowd.of(7).after(1).where(client -> client % 2 == 0)))
        .containsExactly(2, 4, 6);
  }
}
