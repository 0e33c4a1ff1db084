package dev.gauntlet.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.metrics.After;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.simulation.DispatchConditions;
import dev.gauntlet.simulation.DispatchOutcomes;
import dev.gauntlet.simulation.Distribution;
import dev.gauntlet.timeline.Change;
import dev.gauntlet.timeline.Entry;
import dev.gauntlet.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The script of a run: six clients, of whom each takes ten seconds, so that rounds do too. */
class TimelineTest {

  private static final List<ClientId> TWO = List.of(new ClientId(2));

  private record Line(double time, RunEvent event) {}

  private static final Devices TEN_SECONDS = taking(new Distribution.Fixed(10));
  private static final Devices DRAWN = taking(new Distribution.Exponential(10));

  private final List<Line> journal = new ArrayList<>();
  private final List<List<Integer>> measuredUnder = new CopyOnWriteArrayList<>();
  private Devices devices = TEN_SECONDS;
  private final Map<Integer, Double> rates = new ConcurrentSkipListMap<>();
  private final Map<Integer, List<Integer>> firedByRound = new ConcurrentSkipListMap<>();

  @Test
  void whoLeavesLosesItsWorkAndIsNotAskedAgainUntilItJoins() throws Exception {
    run(
        Set.of(),
        atTime(15, new Change.Membership(TWO, false)),
        atRound(4, new Change.Membership(TWO, true)));

    assertThat(cohorts().get(1)).contains(2);
    assertThat(cohorts().get(2)).contains(2);
    assertThat(cohorts().get(3)).doesNotContain(2).hasSize(5);
    assertThat(cohorts().get(4)).contains(2);
    assertThat(at(15, RunEvent.ReplyLost.class))
        .containsExactly(new RunEvent.ReplyLost(0, 2, "was taken away by the timeline"));
    assertThat(at(15, RunEvent.TimelineFired.class))
        .containsExactly(new RunEvent.TimelineFired(0, "drawn", List.of(2), null));
  }

  @Test
  void whoIsAbsentAtTheStartCanJoinLater() throws Exception {
    run(Set.of(new ClientId(2)), atRound(3, new Change.Membership(TWO, true)));

    assertThat(cohorts().get(2)).doesNotContain(2);
    assertThat(cohorts().get(3)).contains(2);
  }

  @Test
  void whoIsCutOffDeliversWhenTheNetworkIsWhole() throws Exception {
    run(Set.of(), atTime(15, new Change.Split(TWO, 8)));

    // Round 2 would have ended at 20; client 2 delivers at 23.
    assertThat(at(23, RunEvent.UpdateReceived.class))
        .extracting(RunEvent.UpdateReceived::client)
        .containsExactly(2);
    assertThat(at(20, RunEvent.UpdateReceived.class)).hasSize(5);
  }

  @Test
  void clientsBecomeSlowerFromTheirNextTaskOn() throws Exception {
    run(Set.of(), atTime(15, new Change.Speed(TWO, 3)), atRound(4, new Change.Speed(TWO, 1 / 3.0)));

    assertThat(closed()).containsExactly(10.0, 20.0, 50.0, 60.0);
  }

  @Test
  void settingsChangeBeforeTheRoundNamed() throws Exception {
    run(
        Set.of(),
        atRound(
            3,
            new Change.Settings(
                OptionalDouble.of(0.01),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.empty())));

    assertThat(rates).isEqualTo(new TreeMap<>(Map.of(1, 0.1, 2, 0.1, 3, 0.01, 4, 0.01)));
    List<RunEvent> events = journal.stream().map(Line::event).toList();
    RunEvent fired = new RunEvent.TimelineFired(0, "drawn", null, null);
    assertThat(events.get(events.indexOf(fired) - 1)).isInstanceOf(RunEvent.ModelMeasured.class);
    assertThat(events.get(events.indexOf(fired) + 1)).isInstanceOf(RunEvent.RoundStarted.class);
  }

  @Test
  void anEntryAtTheVeryBeginningFiresBeforeAnyoneIsAsked() throws Exception {
    run(Set.of(), atTime(0, new Change.Membership(TWO, false)));

    assertThat(cohorts().get(1)).doesNotContain(2);
    assertThat(at(0, RunEvent.ReplyLost.class)).isEmpty();
  }

  @Test
  void aFarAwayEntryChangesNothingBefore() throws Exception {
    devices = DRAWN;
    run(Set.of());
    List<Line> without = List.copyOf(journal);
    journal.clear();
    run(Set.of(), atTime(1e6, new Change.Speed(TWO, 3)));

    assertThat(journal).isEqualTo(without);
  }

  @Test
  void whatFiresBeforeARoundThatDoesNotComeIsNotInThePhaseThatHasEnded() throws Exception {
    run(Set.of(), atRound(5, new Change.OfAdversary(0)));

    // The evaluator asks anew only when something has fired that matters to what it measures.
    assertThat(measuredUnder).containsExactly(List.of());
    assertThat(journal.stream().map(Line::event))
        .contains(new RunEvent.TimelineFired(0, "drawn", null, 0));
  }

  @Test
  void clientsHearWhichEntriesHaveFiredInTheirOrder() throws Exception {
    run(
        Set.of(),
        atRound(3, new Change.OfAdversary(0)),
        atRound(1, new Change.OfAdversary(0)),
        atTime(12, new Change.OfAdversary(1)));

    assertThat(firedByRound)
        .isEqualTo(
            new TreeMap<>(
                Map.of(1, List.of(1), 2, List.of(1), 3, List.of(1, 2, 0), 4, List.of(1, 2, 0))));
  }

  private static Entry atRound(int round, Change change) {
    return new Entry(new Entry.AtRound(round), "drawn", change);
  }

  private static Entry atTime(double seconds, Change change) {
    return new Entry(new Entry.AtTime(seconds), "drawn", change);
  }

  private void run(Set<ClientId> absent, Entry... script) throws Exception {
    ServerSetup toy = ToyRun.setup(ToyRun.CLIENTS, List.of(new PhasePlan.Training(4)));
    ToyRun.run(
        new ServerSetup(
            toy.initialModel(),
            toy.phases(),
            toy.federation(),
            new SimulatedClients(
                ToyRun.CLIENTS,
                absent,
                client -> 1,
                new DispatchOutcomes(
                    new DispatchConditions(devices, Availability.ALWAYS, 0), ToyRun.STREAMS)),
            new Timeline(List.of(script)),
            toy.images(),
            ToyRun.STREAMS),
        client ->
            (task, model, fired, learner) -> {
              if (task instanceof ClientTask.Training training) {
                rates.put(training.round(), training.settings().learningRate());
                firedByRound.put(training.round(), fired.places());
              }
              return ToyRun.benign(client).perform(task, model, fired, learner);
            },
        fired -> {
          measuredUnder.add(fired.places());
          return ToyRun.evaluationSets();
        },
        2,
        (time, event) -> journal.add(new Line(time, event)));
  }

  private static Devices taking(Distribution compute) {
    return new Devices(
        new Devices.Profile(compute, new Distribution.Fixed(0), Double.POSITIVE_INFINITY),
        List.of());
  }

  private Map<Integer, List<Integer>> cohorts() {
    Map<Integer, List<Integer>> cohorts = new TreeMap<>();
    for (Line line : journal) {
      if (line.event() instanceof RunEvent.RoundStarted round) {
        cohorts.put(round.round(), round.cohort());
      }
    }
    return cohorts;
  }

  private List<Double> closed() {
    return journal.stream()
        .filter(
            line ->
                line.event() instanceof RunEvent.ModelMeasured measured
                    && measured.measured() == After.ROUND)
        .map(Line::time)
        .toList();
  }

  private <T extends RunEvent> List<T> at(double time, Class<T> type) {
    return journal.stream()
        .filter(line -> line.time() == time && type.isInstance(line.event()))
        .map(line -> type.cast(line.event()))
        .toList();
  }
}
