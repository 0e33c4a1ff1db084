package dev.gauntlet.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiurnalTest {

  /** Nobody looks further. */
  private static final double LATER = 1e6;

  private static final RandomStreams STREAMS = new RandomStreams(7);
  private static final double HOUR = 3600;
  private static final Diurnal NIGHT = new Diurnal(0.1, 0.8, 2 * HOUR, 24 * HOUR, STREAMS);

  @Test
  void isHighestAtThePeakAndLowestHalfADayLater() {
    // A slot has the share of its middle, a quarter of an hour from the peak.
    assertThat(NIGHT.shareOnline(2 * HOUR)).isCloseTo(0.8, within(0.001));
    assertThat(NIGHT.shareOnline(14 * HOUR)).isCloseTo(0.1, within(0.001));
    assertThat(NIGHT.shareOnline(7.9 * HOUR) + NIGHT.shareOnline(8.1 * HOUR))
        .isCloseTo(0.9, within(1e-9));
    assertThat(NIGHT.shareOnline(26 * HOUR)).isCloseTo(NIGHT.shareOnline(2 * HOUR), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 2, 7.75, 14, 20, 100})
  void asManyAreOnlineAsItSays(double hour) {
    int online = 0;
    for (int client = 0; client < 10_000; client++) {
      online += NIGHT.isOnline(client, hour * HOUR, 0) ? 1 : 0;
    }

    double share = NIGHT.shareOnline(hour * HOUR);
    assertThat(online / 10_000.0)
        .isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / 10_000)));
  }

  @Test
  void aClientStaysThroughASlotAndGoesWhenItSays() {
    for (int client = 0; client < 300; client++) {
      for (double time = 0; time < 24 * HOUR; time += HOUR) {
        boolean online = NIGHT.isOnline(client, time, 0);
        assertThat(NIGHT.isOnline(client, time + 1799, 5)).isEqualTo(online);
        if (online) {
          double end = NIGHT.offlineFrom(client, time, LATER);
          assertThat(NIGHT.isOnline(client, Math.nextDown(end), 0)).isTrue();
          assertThat(NIGHT.isOnline(client, end, 0)).isFalse();
        } else {
          assertThat(NIGHT.offlineFrom(client, time, LATER)).isEqualTo(time);
        }
      }
    }
  }

  @Test
  void whoIsAlwaysOnlineNeverGoes() {
    assertThat(new Diurnal(1, 1, 0, 100, STREAMS).offlineFrom(0, 5, LATER)).isInfinite();
    assertThat(new Diurnal(Math.nextDown(1.0), 1, 0, 100, STREAMS).offlineFrom(0, 5, LATER))
        .isInfinite();
    assertThat(new Diurnal(0, 0, 0, 100, STREAMS).isOnline(0, 5, 0)).isFalse();
  }

  @Test
  void refusesWhatIsNoDay() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Diurnal(0.5, 0.4, 0, 100, STREAMS));
    assertThatIllegalArgumentException().isThrownBy(() -> new Diurnal(0, 1.1, 0, 100, STREAMS));
    assertThatIllegalArgumentException().isThrownBy(() -> new Diurnal(-0.1, 1, 0, 100, STREAMS));
    assertThatIllegalArgumentException().isThrownBy(() -> new Diurnal(0, 1, 101, 100, STREAMS));
    assertThatIllegalArgumentException().isThrownBy(() -> new Diurnal(0, 1, 0, 0, STREAMS));
  }
}
