package dev.gauntlet.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.aggregation.AggregationPlan;
import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.CenteredClipping;
import dev.gauntlet.aggregation.Fallback;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.aggregation.FlTrust;
import dev.gauntlet.aggregation.FoolsGold;
import dev.gauntlet.phase.PhaseContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that goes on from any of its states does what it would have done. */
class ContinuationTest {

  private static final long RUNS = 25;

  /** One that remembers nothing, two that do, and one for which the server computes as well. */
  private static final List<Aggregator> RULES =
      List.of(
          new FederatedAveraging(), new CenteredClipping(0.5, 2), new FoolsGold(), new FlTrust());

  /** What had happened when a state was reached. */
  private record Reached(int happenings, ServerState state) {}

  private final List<String> happenings = new ArrayList<>();
  private final List<Reached> reached = new ArrayList<>();

  static LongStream seeds() {
    return LongStream.range(0, RUNS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void goesOnFromEveryRoundAndPhaseAsIfNothingHadHappened(long seed) throws Exception {
    run(seed, 2, Optional.empty());
    List<String> whole = List.copyOf(happenings);
    List<Reached> states = List.copyOf(reached);

    for (Reached one : states) {
      happenings.clear();
      reached.clear();
      run(seed, 1 + (int) (seed % 3), Optional.of(one.state()));

      assertThat(happenings)
          .as("after %s", one.state())
          .isEqualTo(whole.subList(one.happenings(), whole.size()));
      List<ServerState> later =
          states.subList(states.indexOf(one) + 1, states.size()).stream()
              .map(Reached::state)
              .toList();
      assertThat(reached).extracting(Reached::state).isEqualTo(later);
    }
  }

  private static ServerSetup withRule(ServerSetup setup, Aggregator rule) {
    PhaseContext.Federation federation = setup.federation();
    return new ServerSetup(
        setup.initialModel(),
        setup.phases(),
        federation.with(
            federation.training(),
            new AggregationPlan(
                rule, Fallback.SKIP, federation.aggregation().serverLearningRate())),
        setup.clients(),
        setup.timeline(),
        setup.images(),
        setup.streams());
  }

  private void run(long seed, int threads, Optional<ServerState> start)
      throws InterruptedException {
    Checkpoints checkpoints =
        (phaseEnded, round, state) -> reached.add(new Reached(happenings.size(), state.get()));
    try {
      ToyRun.run(
          withRule(RandomRun.draw(seed), RULES.get((int) (seed % RULES.size()))),
          ToyRun::benign,
          fired -> ToyRun.evaluationSets(),
          threads,
          (time, event) -> happenings.add(time + " " + event),
          new StartPoint(start, checkpoints));
    } catch (Simulation.SimulationFailed e) {
      happenings.add("failed: " + e.getMessage());
    }
  }
}
