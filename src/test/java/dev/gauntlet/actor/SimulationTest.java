package dev.gauntlet.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.aggregation.Aggregation;
import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.AggregatorState;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.aggregation.RoundUpdates;
import dev.gauntlet.defense.ClippingBound;
import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.defense.PruningStop;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Spread;
import dev.gauntlet.metrics.After;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.GlobalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SimulationTest {

  private record Line(double time, RunEvent event) {}

  private static final ClippingBound BY_LOSS =
      new ClippingBound(ClippingBound.Measure.LOSS, 0.5, ClippingBound.Since.START);

  private final List<Line> journal = new ArrayList<>();

  @Test
  void writesTheSameJournalOnAnyNumberOfThreads() throws Exception {
    GlobalModel alone = run(ToyRun.setup(4, ToyRun.EVERY_PHASE), 1);
    List<Line> expected = List.copyOf(journal);
    for (int threads : new int[] {2, 5, 2}) {
      journal.clear();

      assertThat(run(ToyRun.setup(4, ToyRun.EVERY_PHASE), threads)).isEqualTo(alone);
      assertThat(journal).as("on %d threads", threads).isEqualTo(expected);
    }
  }

  @Test
  void searchesByLossAndPrunesPastAFallTheSameOnAnyNumberOfThreads() throws Exception {
    PruningStop stop = new PruningStop(0.01, 1, 1, 2);
    ServerSetup setup =
        ToyRun.setup(
            4,
            List.of(
                new PhasePlan.Training(1),
                new PhasePlan.Pruning(
                    new PruningVote.Ranking(), PhasePlan.Validator.SERVER, 1, stop),
                new PhasePlan.Clipping(new ClippingDelta.Search(3, 0.5, 0.5, BY_LOSS), Spread.LIVE),
                new PhasePlan.FinePruning(
                    ActivationRecord.AFTER_ACTIVATION, 1, stop, ToyRun.TUNING)));
    GlobalModel alone = run(setup, 1);
    List<Line> expected = List.copyOf(journal);

    assertThat(events(RunEvent.ClippingTested.class))
        .hasSizeGreaterThan(2)
        .extracting(RunEvent.ClippingTested::validationLoss)
        .doesNotContainNull();
    journal.clear();
    assertThat(run(setup, 4)).isEqualTo(alone);
    assertThat(journal).isEqualTo(expected);
  }

  @Test
  void carriesOutEveryPhaseInOrderAndEndsWithTheFinalModel() throws Exception {
    GlobalModel model = run(ToyRun.setup(4, ToyRun.EVERY_PHASE), 2);

    assertThat(events(RunEvent.PhaseFinished.class))
        .extracting(RunEvent.PhaseFinished::phase)
        .containsExactly(
            "training",
            "pruning",
            "pruning",
            "clipping",
            "fine-tuning",
            "fine-pruning",
            "neural-cleanse");
    assertThat(journal.get(0).event()).isEqualTo(new RunEvent.PhaseStarted(0, "training"));
    assertThat(journal.get(journal.size() - 1).event())
        .isEqualTo(new RunEvent.RunFinished(model.parameters().sha256()));
    assertThat(journal).extracting(Line::time).isSorted();
    assertThat(journal.get(journal.size() - 1).time()).isGreaterThan(1);
  }

  @Test
  void measuresTheModelOnceAfterEveryRoundAndEveryPhase() throws Exception {
    run(ToyRun.setup(4, ToyRun.EVERY_PHASE), 2);
    List<RunEvent.ModelMeasured> measured = events(RunEvent.ModelMeasured.class);
    List<Integer> rounds =
        events(RunEvent.RoundStarted.class).stream().map(RunEvent.RoundStarted::round).toList();

    assertThat(rounds).startsWith(1, 2, 3, 4).isSorted().doesNotHaveDuplicates();
    assertThat(measured.stream().filter(model -> model.measured() == After.ROUND))
        .extracting(RunEvent.ModelMeasured::round)
        .isEqualTo(rounds);
    assertThat(measured.stream().filter(model -> model.measured() == After.PHASE))
        .extracting(RunEvent.ModelMeasured::phaseIndex)
        .containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(measured.get(0).participants()).isEqualTo(4);
    assertThat(measured.get(0).attackSuccessRates()).hasSize(2);
  }

  @Test
  void combinesUpdatesOnAsManyThreadsAsTheRunHas() throws Exception {
    Set<String> threads = new ConcurrentSkipListSet<>();
    Aggregator rule =
        new Aggregator() {
          @Override
          public String name() {
            return "watched";
          }

          @Override
          public Aggregation combine(RoundUpdates round, AggregatorState memory) {
            IntStream.range(0, 10_000)
                .parallel()
                .forEach(i -> threads.add(Thread.currentThread().getName()));
            return new FederatedAveraging().combine(round, memory);
          }
        };

    run(ToyRun.setup(4, List.of(new PhasePlan.Training(3)), ToyRun.DEVICES, client -> 5, rule), 2);

    assertThat(threads)
        .hasSizeBetween(1, 2)
        .allSatisfy(name -> assertThat(name).contains("gauntlet-server"));
  }

  @Test
  void makesOnlyClientsThatAreSelected() throws Exception {
    Set<ClientId> made = new ConcurrentSkipListSet<>();
    ServerSetup setup = ToyRun.setup(1, List.of(new PhasePlan.Training(3)));

    ToyRun.run(
        setup,
        client -> {
          assertThat(made.add(client)).as("%s is made once", client).isTrue();
          return ToyRun.benign(client);
        },
        2,
        (time, event) -> journal.add(new Line(time, event)));

    Set<ClientId> selected = new TreeSet<>();
    events(RunEvent.RoundStarted.class)
        .forEach(round -> round.cohort().forEach(index -> selected.add(new ClientId(index))));
    assertThat(made).isEqualTo(selected).hasSizeLessThan(ToyRun.CLIENTS);
  }

  private GlobalModel run(ServerSetup setup, int threads) throws Exception {
    return ToyRun.run(
        setup, ToyRun::benign, threads, (time, event) -> journal.add(new Line(time, event)));
  }

  private <T extends RunEvent> List<T> events(Class<T> type) {
    return journal.stream().map(Line::event).filter(type::isInstance).map(type::cast).toList();
  }
}
