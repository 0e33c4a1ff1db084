package dev.gauntlet.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.simulation.RandomStreams;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CohortSelectionTest {

  private static final RandomStreams STREAMS = new RandomStreams(1);

  @Test
  void selectsAllInOrderWhenAllTakePart() {
    CohortSelection all = new CohortSelection(3, 3, STREAMS);

    assertThat(all.cohort(1)).containsExactly(new ClientId(0), new ClientId(1), new ClientId(2));
    assertThat(all.everyone()).isEqualTo(all.cohort(99));
  }

  @Test
  void selectsDistinctClientsInAscendingOrder() {
    CohortSelection some = new CohortSelection(20, 7, STREAMS);

    for (int round = 1; round <= 50; round++) {
      assertThat(some.cohort(round))
          .hasSize(7)
          .doesNotHaveDuplicates()
          .isSorted()
          .allMatch(client -> client.index() < 20);
    }
  }

  @Test
  void dependsOnSeedAndRoundAlone() {
    CohortSelection some = new CohortSelection(20, 7, STREAMS);
    List<ClientId> fifth = some.cohort(5);
    Set<List<ClientId>> cohorts = new HashSet<>();
    for (int round = 1; round <= 20; round++) {
      cohorts.add(some.cohort(round));
    }

    assertThat(some.cohort(5)).isEqualTo(fifth);
    assertThat(new CohortSelection(20, 7, new RandomStreams(1)).cohort(5)).isEqualTo(fifth);
    assertThat(new CohortSelection(20, 7, new RandomStreams(2)).cohort(5)).isNotEqualTo(fifth);
    assertThat(cohorts).hasSizeGreaterThan(18);
  }

  @Test
  void selectsEveryClientEquallyOften() {
    CohortSelection some = new CohortSelection(10, 4, STREAMS);
    int[] selected = new int[10];
    for (int round = 0; round < 5_000; round++) {
      some.cohort(round).forEach(client -> selected[client.index()]++);
    }

    // Five standard deviations of a binomial count around 2000.
    assertThat(IntStream.of(selected).boxed()).allMatch(count -> Math.abs(count - 2_000) < 174);
  }

  @Test
  void selectsFromAMillionAsEasily() {
    CohortSelection few = new CohortSelection(1_000_000, 5, STREAMS);
    for (int round = 0; round < 10_000; round++) {
      assertThat(few.cohort(round)).hasSize(5);
    }
  }

  @Test
  void refusesImpossibleCohorts() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CohortSelection(3, 4, STREAMS));
    assertThatIllegalArgumentException().isThrownBy(() -> new CohortSelection(3, 0, STREAMS));
    assertThatIllegalArgumentException().isThrownBy(() -> new ClientId(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelUpdate(new ClientId(2), 0, ParameterVector.copyOf(1)))
        .withMessage("client 2 trained on 0 examples");
  }
}
