package dev.gauntlet.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.simulation.Distribution.Exponential;
import dev.gauntlet.simulation.Distribution.Fixed;
import dev.gauntlet.simulation.Distribution.Uniform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodsTest {

  /** Nobody looks further. */
  private static final double LATER = 1e6;

  private static final RandomStreams STREAMS = new RandomStreams(6);

  private static Periods periods() {
    return new Periods(new Exponential(600), new Uniform(100, 500), STREAMS);
  }

  @Test
  void areOnlineForTheShareOfTheirMeans() {
    Periods periods = periods();
    int online = 0;
    for (int client = 0; client < 400; client++) {
      for (int hour = 0; hour < 50; hour++) {
        online += periods.isOnline(client, 3600 * hour, 0) ? 1 : 0;
      }
    }

    // 600 of 900 seconds; an hour is four cycles, so that the samples are all but independent.
    double error = 5 * Math.sqrt(2.0 / 9 / 20_000);
    assertThat(online / 20_000.0).isCloseTo(2.0 / 3, within(error));
  }

  @Test
  void startAnywhereInTheFirstCycle() {
    Periods periods = new Periods(new Fixed(30), new Fixed(70), STREAMS);
    double left = 0;
    int online = 0;
    for (int client = 0; client < 10_000; client++) {
      if (periods.isOnline(client, 0, 0)) {
        online++;
        left += periods.offlineFrom(client, 0, LATER);
      }
    }

    assertThat(online / 10_000.0).isCloseTo(0.3, within(5 * Math.sqrt(0.21 / 10_000)));
    // What is left of 30 seconds is uniform: 15 on average, with a variance of 75.
    assertThat(left / online).isCloseTo(15, within(5 * Math.sqrt(75.0 / online)));
  }

  @Test
  void answersDoNotDependOnTheOrderOfQuestions() {
    Periods byClient = periods();
    Periods byTime = periods();
    List<Boolean> clientsFirst = new ArrayList<>();
    List<Boolean> timesFirst = new ArrayList<>();
    for (int client = 0; client < 20; client++) {
      for (int time = 0; time < 50; time++) {
        clientsFirst.add(byClient.isOnline(client, time * 100, 0));
      }
    }
    for (int time = 0; time < 50; time++) {
      for (int client = 19; client >= 0; client--) {
        byTime.isOnline(client, time * 100, 0);
        timesFirst.add(byTime.isOnline(client, time * 100, 3));
      }
    }

    for (int client = 0; client < 20; client++) {
      for (int time = 0; time < 50; time++) {
        assertThat(timesFirst.get(time * 20 + 19 - client))
            .isEqualTo(clientsFirst.get(client * 50 + time));
      }
    }
  }

  @Test
  void anotherRunFindsThemAsTheFirstOneDid() {
    Periods used = periods();
    used.isOnline(3, 1e6, 0);

    assertThat(used.offlineFrom(3, 50, LATER)).isEqualTo(periods().offlineFrom(3, 50, LATER));
    assertThat(used).isEqualTo(periods()).hasSameHashCodeAs(periods());
    assertThat(used).isNotEqualTo(new Periods(new Fixed(600), new Uniform(100, 500), STREAMS));
  }

  @Test
  void endWhenTheySay() {
    Periods periods = periods();
    for (int client = 0; client < 200; client++) {
      for (double time = 0; time < 5000; time += 700) {
        if (periods.isOnline(client, time, 0)) {
          double end = periods.offlineFrom(client, time, LATER);
          assertThat(end).isGreaterThan(time);
          assertThat(periods.isOnline(client, Math.nextDown(end), 0)).isTrue();
          assertThat(periods.isOnline(client, end, 0)).isFalse();
        }
      }
    }
  }

  @Test
  void refusePeriodsOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Periods(new Fixed(0), new Fixed(1), STREAMS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Periods(new Fixed(1), new Uniform(0, 0), STREAMS));
  }
}
