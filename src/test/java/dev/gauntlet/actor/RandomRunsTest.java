package dev.gauntlet.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the scenario: what happens does not depend on the number of threads. */
class RandomRunsTest {

  private static final long RUNS = 200;

  static LongStream seeds() {
    return LongStream.range(0, RUNS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameHappensOnAnyNumberOfThreads(long seed) throws Exception {
    List<String> alone = happenings(seed, 1);

    assertThat(alone).hasSizeGreaterThan(3);
    assertThat(happenings(seed, 2 + (int) (seed % 7))).isEqualTo(alone);
  }

  @Test
  void mostOfTheseRunsReachTheirEndAndTogetherSeeEverything() throws Exception {
    List<String> all = new ArrayList<>();
    for (long seed = 0; seed < RUNS; seed++) {
      all.addAll(happenings(seed, 2));
    }
    String text = String.join("\n", all);

    assertThat(all.stream().filter(line -> line.contains("RunFinished")).count())
        .isGreaterThan(RUNS * 3 / 4);
    assertThat(text)
        .contains(
            "ClientAsked",
            "UpdateReceived",
            "it is late",
            "dropped out",
            "went offline",
            "was taken away by the timeline",
            "it is not needed",
            "its staleness is",
            "ExchangeRepeated",
            "TimelineFired",
            "PruningTested",
            "failed:");
  }

  /** Every event, and how the run ended. */
  private static List<String> happenings(long seed, int threads) throws InterruptedException {
    List<String> happenings = new ArrayList<>();
    try {
      ToyRun.run(
          RandomRun.draw(seed),
          ToyRun::benign,
          threads,
          (time, event) -> happenings.add(time + " " + event));
    } catch (Simulation.SimulationFailed e) {
      happenings.add("failed: " + e.getMessage());
    }
    return happenings;
  }
}
