package dev.gauntlet.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChanceTest {

  /** Nobody looks further. */
  private static final double LATER = 1e6;

  private static final RandomStreams STREAMS = new RandomStreams(5);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 1})
  void isOnlineAsOftenAsItSays(double probability) {
    Chance chance = new Chance(probability, STREAMS);
    int online = 0;
    for (int client = 0; client < 100; client++) {
      for (int attempt = 0; attempt < 100; attempt++) {
        online += chance.isOnline(client, 0, attempt) ? 1 : 0;
      }
    }

    double error = 4 * Math.sqrt(probability * (1 - probability) / 10_000);
    assertThat(online / 10_000.0).isCloseTo(probability, within(error));
  }

  @Test
  void isDecidedByClientAndAttemptAlone() {
    Chance chance = new Chance(0.5, STREAMS);

    for (int client = 0; client < 50; client++) {
      boolean first = chance.isOnline(client, 0, 7);
      assertThat(chance.isOnline(client, 1000, 7)).isEqualTo(first);
      assertThat(new Chance(0.5, STREAMS).isOnline(client, 0, 7)).isEqualTo(first);
      assertThat(chance.offlineFrom(client, 10, LATER)).isInfinite();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesWhatIsNoProbability(double probability) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Chance(probability, STREAMS));
  }
}
