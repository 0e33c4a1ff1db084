package dev.gauntlet.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.federation.Buffering;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.Staleness;
import dev.gauntlet.federation.Uniform;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.simulation.DispatchConditions;
import dev.gauntlet.simulation.DispatchOutcomes;
import dev.gauntlet.simulation.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs against what probability theory expects of them. */
class QueueingTheoryTest {

  private static final int POPULATION = 40;

  private record Line(double time, RunEvent event) {}

  private final List<Line> journal = new ArrayList<>();

  /**
   * With C clients at work, C - 1 others arrive between asking one and its arrival, and every K
   * arrivals make a model: the mean staleness is (C - 1) / K.
   */
  @ParameterizedTest
  @CsvSource({"8, 4, false", "7, 3, false", "12, 1, false", "8, 4, true", "10, 5, true"})
  void meanStalenessIsThatOfAClosedSystem(int concurrency, int buffer, boolean drawn)
      throws Exception {
    int rounds = 4_000 / buffer;
    Distribution compute = drawn ? new Distribution.Exponential(1) : new Distribution.Fixed(1);
    run(
        rounds,
        compute,
        0,
        POPULATION,
        Optional.of(new Buffering(concurrency, buffer, 1_000_000, new Staleness.Constant())));

    List<Integer> staleness =
        events(RunEvent.UpdateReceived.class).stream()
            .map(RunEvent.UpdateReceived::staleness)
            .skip(4L * concurrency)
            .toList();
    double mean = staleness.stream().mapToInt(Integer::intValue).average().orElseThrow();
    double expected = (concurrency - 1.0) / buffer;
    // The spread of staleness is about its mean; neighbours are alike, hence not 4 deviations.
    double error = drawn ? 8 * expected / Math.sqrt(staleness.size()) : 0.01;
    assertThat(mean).isCloseTo(expected, within(error));
  }

  @Test
  void aSynchronousRoundLastsAsLongAsTheLongestOfItsDraws() throws Exception {
    int clients = 6;
    int rounds = 1_500;
    double mean = 2;
    double sigma = 0.6;
    run(rounds, new Distribution.Lognormal(mean, sigma), 0, clients, Optional.empty());

    double last =
        journal.stream()
            .filter(line -> line.event() instanceof RunEvent.UpdateReceived)
            .mapToDouble(Line::time)
            .max()
            .orElseThrow();
    Longest longest = new Longest(clients, Math.log(mean) - sigma * sigma / 2, sigma);
    double deviation = Math.sqrt(longest.moment(2) - Math.pow(longest.moment(1), 2));
    assertThat(last / rounds)
        .isCloseTo(longest.moment(1), within(4 * deviation / Math.sqrt(rounds)));
  }

  @Test
  void theShareOfDropoutsIsTheirProbability() throws Exception {
    int rounds = 500;
    run(rounds, new Distribution.Fixed(1), 0.2, 20, Optional.empty());

    int asked = rounds * 20;
    assertThat(events(RunEvent.ReplyLost.class).size() / (double) asked)
        .isCloseTo(0.2, within(4 * Math.sqrt(0.2 * 0.8 / asked)));
    assertThat(events(RunEvent.UpdateReceived.class).size())
        .isEqualTo(asked - events(RunEvent.ReplyLost.class).size());
  }

  /** The longest of k lognormal draws. */
  private record Longest(int k, double mu, double sigma) {

    /** The mean of its n-th power: the integral of n t^(n-1) (1 - F(t)^k). */
    double moment(int n) {
      double step = 1e-3;
      double sum = 0;
      for (double t = step / 2; t < 60; t += step) {
        double below = Math.pow(normal((Math.log(t) - mu) / sigma), k);
        sum += n * Math.pow(t, n - 1) * (1 - below) * step;
      }
      return sum;
    }

    /** The normal distribution function (Abramowitz and Stegun 26.2.17), to 1e-7. */
    private static double normal(double z) {
      double t = 1 / (1 + 0.2316419 * Math.abs(z));
      double series =
          t
              * (0.319381530
                  + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
      double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
      return z > 0 ? 1 - tail : tail;
    }
  }

  /** Every client holds one example and trains on it once. */
  private void run(
      int rounds,
      Distribution compute,
      double dropout,
      int clientsPerRound,
      Optional<Buffering> buffering)
      throws Exception {
    ServerSetup toy = ToyRun.setup(1, List.of(new PhasePlan.Training(rounds)));
    Devices devices =
        new Devices(
            new Devices.Profile(compute, new Distribution.Fixed(0), Double.POSITIVE_INFINITY),
            List.of());
    PhaseContext.Federation federation = toy.federation();
    ToyRun.run(
        new ServerSetup(
            toy.initialModel(),
            toy.phases(),
            new PhaseContext.Federation(
                federation.block(),
                new PhaseContext.Selection(new Uniform(), OptionalInt.of(clientsPerRound)),
                ExchangeRules.PATIENT,
                buffering,
                federation.training(),
                federation.aggregation().rule(),
                1),
            new SimulatedClients(
                POPULATION,
                Set.of(),
                client -> 1,
                new DispatchOutcomes(
                    new DispatchConditions(devices, Availability.ALWAYS, dropout), ToyRun.STREAMS)),
            toy.timeline(),
            toy.images(),
            ToyRun.STREAMS),
        ToyRun::benign,
        2,
        (time, event) -> journal.add(new Line(time, event)));
  }

  private <T extends RunEvent> List<T> events(Class<T> type) {
    return journal.stream().map(Line::event).filter(type::isInstance).map(type::cast).toList();
  }
}
