package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruneBallotTest {

  @Test
  void votesAgainstTheLeastActive() {
    assertThat(PruneBallot.ofActivations(new double[] {3, 1, 4, 2}, 0.5).keep())
        .containsExactly(true, false, true, false);
  }

  @Test
  void votesAgainstTheLowerIndexAmongEquals() {
    assertThat(PruneBallot.ofActivations(new double[] {1, 0, 1, 1}, 0.5).keep())
        .containsExactly(false, false, true, true);
  }

  @ParameterizedTest
  @CsvSource({
    "0.29, 100, 29",
    "0.57, 100, 57",
    "0.58, 50, 29",
    "0.3, 10, 3",
    "0.7, 10, 7",
    "0.5, 5, 2",
    "0.999, 10, 9",
    "0.05, 10, 0",
    "0, 4, 0",
    "1, 4, 4"
  })
  void votesAgainstAsManyAsTheRateTimesTheChannelsRoundedDown(
      double rate, int channels, int against) {
    double[] activations = IntStream.range(0, channels).asDoubleStream().toArray();

    PruneBallot ballot = PruneBallot.ofActivations(activations, rate);

    assertThat(ballot.keep()).hasSize(channels);
    assertThat(ballot.keep().subList(0, against)).allMatch(keep -> !keep);
    assertThat(ballot.keep().subList(against, channels)).allMatch(keep -> keep);
  }
}
