package dev.gauntlet.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatchOutcomesTest {

  private static final RandomStreams STREAMS = new RandomStreams(1);
  private static final Devices TEN_SECONDS =
      new Devices(
          new Devices.Profile(
              new Distribution.Fixed(0.1), new Distribution.Fixed(0), Double.POSITIVE_INFINITY),
          List.of());

  @Test
  void aDispatchTakesItsTimeWhereNothingHappens() {
    DispatchOutcomes outcomes =
        new DispatchOutcomes(new DispatchConditions(TEN_SECONDS, Availability.ALWAYS, 0), STREAMS);

    assertThat(outcomes.of(dispatch(1, 0)))
        .isEqualTo(new DispatchOutcomes.Outcome(10, Optional.empty()));
    assertThat(outcomes.of(dispatch(3, 0)))
        .isEqualTo(new DispatchOutcomes.Outcome(30, Optional.empty()));
  }

  @Test
  void aShareOfDispatchesIsLostAtAnyMomentOfItsWork() {
    DispatchOutcomes outcomes =
        new DispatchOutcomes(
            new DispatchConditions(TEN_SECONDS, Availability.ALWAYS, 0.3), STREAMS);
    int inFlight = 20_000;
    int lost = 0;
    double lastSeconds = 0;
    for (int sequence = 0; sequence < inFlight; sequence++) {
      DispatchOutcomes.Outcome outcome = outcomes.of(dispatch(1, sequence));
      if (outcome.loss().isPresent()) {
        assertThat(outcome.loss()).contains("dropped out");
        assertThat(outcome.seconds()).isBetween(0.0, 10.0);
        lost++;
        lastSeconds += outcome.seconds();
      } else {
        assertThat(outcome.seconds()).isEqualTo(10);
      }
    }
    // Four standard deviations of a share, and of a mean of uniform draws.
    assertThat((double) lost / inFlight)
        .isCloseTo(0.3, within(4 * Math.sqrt(0.3 * 0.7 / inFlight)));
    assertThat(lastSeconds / lost).isCloseTo(5, within(4 * 10 / Math.sqrt(12.0 * lost)));
  }

  @Test
  void whoGoesOfflineOnTheWayLosesTheDispatchThen() {
    Availability until = offlineFrom(103);

    DispatchOutcomes.Outcome outcome =
        new DispatchOutcomes(new DispatchConditions(TEN_SECONDS, until, 0), STREAMS)
            .of(dispatch(1, 0));

    assertThat(outcome).isEqualTo(new DispatchOutcomes.Outcome(3, Optional.of("went offline")));
    assertThat(
            new DispatchOutcomes(new DispatchConditions(TEN_SECONDS, offlineFrom(110), 0), STREAMS)
                .of(dispatch(1, 0))
                .loss())
        .isEmpty();
  }

  @Test
  void isTheSameWheneverItIsAskedFor() {
    DispatchOutcomes outcomes =
        new DispatchOutcomes(
            new DispatchConditions(TEN_SECONDS, Availability.ALWAYS, 0.5), STREAMS);
    DispatchOutcomes.Outcome seventh = outcomes.of(dispatch(1, 7));
    outcomes.of(dispatch(1, 8));

    assertThat(outcomes.of(dispatch(1, 7))).isEqualTo(seventh);
  }

  @Test
  void refusesThatEverythingIsLost() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DispatchOutcomes(
                    new DispatchConditions(TEN_SECONDS, Availability.ALWAYS, 1), STREAMS));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DispatchOutcomes(
                    new DispatchConditions(TEN_SECONDS, Availability.ALWAYS, Double.NaN), STREAMS));
  }

  /** 100 samples, sent at second 100. */
  private static DispatchOutcomes.Dispatch dispatch(double slowness, long sequence) {
    return new DispatchOutcomes.Dispatch(2, 100, 1, 1, slowness, sequence, 100);
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
