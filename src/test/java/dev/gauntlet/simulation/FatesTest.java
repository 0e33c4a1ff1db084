package dev.gauntlet.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FatesTest {

  private static final RandomStreams STREAMS = new RandomStreams(1);
  private static final Devices TEN_SECONDS =
      new Devices(
          new Devices.Profile(
              new Distribution.Fixed(0.1), new Distribution.Fixed(0), Double.POSITIVE_INFINITY),
          List.of());

  @Test
  void aDispatchTakesItsTimeWhereNothingHappens() {
    Fates fates = new Fates(TEN_SECONDS, Availability.ALWAYS, 0, STREAMS);

    assertThat(fates.of(dispatch(1, 0))).isEqualTo(new Fates.Fate(10, Optional.empty()));
    assertThat(fates.of(dispatch(3, 0))).isEqualTo(new Fates.Fate(30, Optional.empty()));
  }

  @Test
  void aShareOfDispatchesIsLostAtAnyMomentOfItsWork() {
    Fates fates = new Fates(TEN_SECONDS, Availability.ALWAYS, 0.3, STREAMS);
    int dispatches = 20_000;
    int lost = 0;
    double lastSeconds = 0;
    for (int sequence = 0; sequence < dispatches; sequence++) {
      Fates.Fate fate = fates.of(dispatch(1, sequence));
      if (fate.loss().isPresent()) {
        assertThat(fate.loss()).contains("dropped out");
        assertThat(fate.seconds()).isBetween(0.0, 10.0);
        lost++;
        lastSeconds += fate.seconds();
      } else {
        assertThat(fate.seconds()).isEqualTo(10);
      }
    }
    // Four standard deviations of a share, and of a mean of uniform draws.
    assertThat((double) lost / dispatches)
        .isCloseTo(0.3, within(4 * Math.sqrt(0.3 * 0.7 / dispatches)));
    assertThat(lastSeconds / lost).isCloseTo(5, within(4 * 10 / Math.sqrt(12.0 * lost)));
  }

  @Test
  void whoGoesOfflineOnTheWayLosesTheDispatchThen() {
    Availability until = offlineFrom(103);

    Fates.Fate fate = new Fates(TEN_SECONDS, until, 0, STREAMS).of(dispatch(1, 0));

    assertThat(fate).isEqualTo(new Fates.Fate(3, Optional.of("went offline")));
    assertThat(new Fates(TEN_SECONDS, offlineFrom(110), 0, STREAMS).of(dispatch(1, 0)).loss())
        .isEmpty();
  }

  @Test
  void isTheSameWheneverItIsAskedFor() {
    Fates fates = new Fates(TEN_SECONDS, Availability.ALWAYS, 0.5, STREAMS);
    Fates.Fate seventh = fates.of(dispatch(1, 7));
    fates.of(dispatch(1, 8));

    assertThat(fates.of(dispatch(1, 7))).isEqualTo(seventh);
  }

  @Test
  void refusesThatEverythingIsLost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fates(TEN_SECONDS, Availability.ALWAYS, 1, STREAMS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fates(TEN_SECONDS, Availability.ALWAYS, Double.NaN, STREAMS));
  }

  /** 100 samples, sent at second 100. */
  private static Fates.Dispatch dispatch(double slowness, long sequence) {
    return new Fates.Dispatch(2, 100, 1, 1, slowness, sequence, 100);
  }

  private static Availability offlineFrom(double moment) {
    return new Availability() {
      @Override
      public boolean isOnline(int client, double time, long attempt) {
        return time < moment;
      }

      @Override
      public double offlineFrom(int client, double time, double until) {
        return moment;
      }
    };
  }
}
