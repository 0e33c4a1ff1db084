package dev.gauntlet.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all strategies have in common. */
class SelectionStrategyTest {

  static List<SelectionStrategy> strategies() {
    return List.of(new Uniform(), new ByDataSize(), new RoundRobin(), new PowerOfChoice(1));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void selectsDistinctClientsThatCanBeAsked(SelectionStrategy strategy) {
    Crowd crowd = Crowd.of(30).where(client -> client % 3 != 1);
    for (int count = 1; count <= 20; count++) {
      assertThat(strategy.select(count, crowd, random(count)))
          .hasSize(count)
          .doesNotHaveDuplicates()
          .isSubsetOf(crowd.reachable());
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void selectsAllIfTheyAreTooFew(SelectionStrategy strategy) {
    Crowd crowd = Crowd.of(30).where(client -> client % 3 == 1);

    for (int count : new int[] {10, 11, 30, Integer.MAX_VALUE}) {
      assertThat(strategy.select(count, crowd, random(1)))
          .containsExactlyInAnyOrder(crowd.reachable());
    }
    assertThat(strategy.select(3, Crowd.of(30).where(client -> false), random(1))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void dependsOnTheStreamAlone(SelectionStrategy strategy) {
    Crowd crowd = Crowd.of(100);
    for (int round = 0; round < 20; round++) {
      assertThat(strategy.select(10, crowd, random(round)))
          .isEqualTo(strategy.select(10, crowd, random(round)));
    }
  }

  private static RandomGenerator random(long key) {
    return new RandomStreams(9).stream("selection", key);
  }
}
