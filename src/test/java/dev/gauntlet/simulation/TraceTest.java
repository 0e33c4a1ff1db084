package dev.gauntlet.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.simulation.Trace.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceTest {

  /** Nobody looks further. */
  private static final double LATER = 1e12;

  private static final Trace TRACE =
      new Trace(
          Map.of(
              4, List.of(new Period(50, 60), new Period(0, 10), new Period(10, 20)),
              2, List.of(new Period(5, Double.POSITIVE_INFINITY))));

  @ParameterizedTest
  @CsvSource({
    "4, 0, true, 20",
    "4, 10, true, 20",
    "4, 19.9, true, 20",
    "4, 20, false, 20",
    "4, 49.9, false, 49.9",
    "4, 50, true, 60",
    "4, 60, false, 60",
    "4, 1e9, false, 1e9",
    "2, 4, false, 4",
    "2, 5, true, Infinity",
    "0, 5, false, 5",
    "3, 5, false, 5",
    "5, 5, false, 5",
    "1000000, 5, false, 5"
  })
  void isOnlineInItsPeriods(int client, double time, boolean online, double offlineFrom) {
    assertThat(TRACE.isOnline(client, time, 0)).isEqualTo(online);
    assertThat(TRACE.offlineFrom(client, time, LATER)).isEqualTo(offlineFrom);
  }

  @Test
  void ofNobodyIsNobody() {
    assertThat(new Trace(Map.of()).isOnline(0, 0, 0)).isFalse();
  }

  @Test
  void saysTheSameHoweverItIsCut() {
    assertThat(new Trace(Map.of(0, List.of(new Period(0, 5), new Period(5, 9)))))
        .isEqualTo(new Trace(Map.of(0, List.of(new Period(0, 9)))))
        .isNotEqualTo(new Trace(Map.of(1, List.of(new Period(0, 9)))));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Period(5, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Period(-1, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Period(Double.NaN, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trace(Map.of(7, List.of(new Period(0, 5), new Period(4, 9)))))
        .withMessage("client 7 has periods that overlap");
  }
}
