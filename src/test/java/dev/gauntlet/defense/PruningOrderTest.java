package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PruningOrderTest {

  @Test
  void prunesFromTheLowestMeanRank() {
    // Sums of ranks: 7, 5, 9, 9.
    assertThat(
            PruningOrder.byRanking(
                List.of(ranks(2, 1, 4, 3), ranks(1, 3, 2, 4), ranks(4, 1, 3, 2))))
        .containsExactly(1, 0, 2, 3);
  }

  @Test
  void prunesTheLowerChannelFirstWhereMeanRanksAreEqual() {
    assertThat(PruningOrder.byRanking(List.of(ranks(3, 1, 2), ranks(1, 3, 2))))
        .containsExactly(0, 1, 2);
  }

  @Test
  void prunesFromTheFewestVotesToKeep() {
    assertThat(
            PruningOrder.byMajority(
                List.of(
                    ballot(true, true, false, false),
                    ballot(true, true, false, true),
                    ballot(true, false, false, true))))
        .containsExactly(2, 1, 3, 0);
  }

  @Test
  void prunesTheLowerChannelFirstWhereVotesAreEqual() {
    assertThat(
            PruningOrder.byMajority(List.of(ballot(false, true, false), ballot(true, true, true))))
        .containsExactly(0, 2, 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void refusesRatesThatPruneNothingOrAll(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PruningVote.Majority(List.of(0.5, rate)));
  }

  @Test
  void namesItsVotesAndRefusesAMajorityVoteWithoutARate() {
    assertThat(new PruningVote.Ranking().name()).isEqualTo("ranking");
    assertThat(new PruningVote.Majority(List.of(0.5)).name()).isEqualTo("majority");
    assertThatIllegalArgumentException().isThrownBy(() -> new PruningVote.Majority(List.of()));
  }

  private static NeuronRanking ranks(Integer... ranks) {
    return new NeuronRanking(List.of(ranks));
  }

  private static PruneBallot ballot(Boolean... keep) {
    return new PruneBallot(List.of(keep));
  }
}
