package dev.gauntlet.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.simulation.RandomStreams;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ByDataSizeTest {

  private static final RandomGenerator RANDOM = new RandomStreams(11).stream("selection");
  private static final int ROUNDS = 20_000;

  @Test
  void selectsInProportionToExamplesAmongThoseLeft() {
    Crowd crowd = Crowd.of(4).holding(10, 20, 30, 40);
    int[] first = new int[4];
    int thenTheSecond = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var selected = new ByDataSize().select(2, crowd, RANDOM);
      first[selected.get(0).index()]++;
      thenTheSecond += selected.get(0).index() == 3 && selected.get(1).index() == 1 ? 1 : 0;
    }

    for (int client = 0; client < 4; client++) {
      assertShare(first[client], ROUNDS, (client + 1) / 10.0);
    }
    // Once the fourth is gone, the second holds 20 of 60.
    assertShare(thenTheSecond, first[3], 1.0 / 3);
  }

  @Test
  void leavesTheOddsOfTheOthersAloneWhereSomeCannotBeAsked() {
    Crowd crowd = Crowd.of(4).holding(10, 20, 30, 40).where(client -> client != 3);
    int second = 0;
    for (int round = 0; round < ROUNDS; round++) {
      second += new ByDataSize().select(1, crowd, RANDOM).get(0).index() == 1 ? 1 : 0;
    }

    assertShare(second, ROUNDS, 1.0 / 3);
  }

  @Test
  void putsClientsWithoutExamplesLast() {
    Crowd crowd = Crowd.of(4).holding(0, 5, 0, 5);

    for (int round = 0; round < 100; round++) {
      assertThat(new ByDataSize().select(2, crowd, RANDOM))
          .containsExactlyInAnyOrder(new ClientId(1), new ClientId(3));
    }
    assertThat(new ByDataSize().select(4, crowd, RANDOM)).hasSize(4);
  }

  @Test
  void asksFewOfMany() {
    Crowd many = Crowd.of(100_000);

    assertThat(new ByDataSize().select(100, many, RANDOM)).hasSize(100);
    assertThat(many.questions()).isEqualTo(100);
  }

  private static void assertShare(int count, int of, double expected) {
    double error = 4 * Math.sqrt(expected * (1 - expected) / of);
    assertThat((double) count / of).isCloseTo(expected, within(error));
  }
}
