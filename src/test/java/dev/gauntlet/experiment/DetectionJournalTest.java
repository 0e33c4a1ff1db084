package dev.gauntlet.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.metrics.After;
import dev.gauntlet.metrics.Detection;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients 1 and 3 attack; 3 is stopped by the first entry of the script. */
class DetectionJournalTest {

  @TempDir Path folder;

  private final List<RunEvent> events = new ArrayList<>();
  private DetectionJournal journal =
      new DetectionJournal(new AdversaryTimeline(List.of(), Map.of()), (time, event) -> {});

  @BeforeEach
  void open() throws Exception {
    Scenario scenario =
        TinyScenario.in(
            folder, "timeline=[ { at-round = 2, do = stop, adversary = 1 } ]", "clients=6");
    journal = new DetectionJournal(scenario.attackScript(), (time, event) -> events.add(event));
  }

  private void happens(RunEvent... all) {
    for (RunEvent event : all) {
      journal.record(1, event);
    }
  }

  private static RunEvent received(int round, int client) {
    return new RunEvent.UpdateReceived(round, client, 10, 1, null);
  }

  private static RunEvent judged(int round, List<Integer> clients, Integer... rejected) {
    return new RunEvent.UpdatesJudged(
        round,
        "krum",
        List.of(rejected),
        clients.stream()
            .map(
                client ->
                    new RunEvent.UpdatesJudged.Verdict(
                        client, !List.of(rejected).contains(client), 1))
            .toList());
  }

  private static RunEvent measured(After after) {
    return new RunEvent.ModelMeasured(after, 0, "training", 1, 0.5, null, List.of(), 0.5, 4, 0, 0);
  }

  private List<Detection> detections() {
    return events.stream()
        .filter(RunEvent.DetectionMeasured.class::isInstance)
        .map(event -> ((RunEvent.DetectionMeasured) event).detection())
        .toList();
  }

  @Test
  void countsWhoWasCaughtMissedWrongedAndCleared() {
    happens(new RunEvent.RoundStarted(1, List.of(0, 1, 2, 3, 4)));
    IntStream.range(0, 5).forEach(client -> happens(received(1, client)));
    happens(judged(1, List.of(0, 1, 2, 3, 4), 0, 1), measured(After.ROUND));

    assertThat(detections()).containsExactly(Detection.of(1, 1, 1, 2));
    assertThat(detections().get(0).precision()).isEqualTo(0.5);
    assertThat(detections().get(0).recall()).isEqualTo(0.5);
    assertThat(detections().get(0).falsePositiveRate()).isEqualTo(1 / 3.0);
    assertThat(events.get(6)).isInstanceOf(RunEvent.UpdatesJudged.class);
    assertThat(events.get(7)).isInstanceOf(RunEvent.DetectionMeasured.class);
  }

  @Test
  void whoHasStoppedIsNoAttackerAnyMore() {
    happens(new RunEvent.TimelineFired(0, "stop", null, 1));
    happens(new RunEvent.RoundStarted(2, List.of(1, 3)), received(2, 1), received(2, 3));
    happens(judged(2, List.of(1, 3), 3));

    assertThat(detections()).containsExactly(Detection.of(0, 1, 1, 0));
    assertThat(detections().get(0).precision()).isZero();
  }

  @Test
  void inAsynchronousRoundsTheMomentCountsAtWhichAClientWasAsked() {
    happens(
        new RunEvent.RoundStarted(1, List.of()),
        new RunEvent.ClientAsked(1, 3, 0),
        received(1, 3),
        new RunEvent.ClientAsked(1, 3, 0),
        new RunEvent.TimelineFired(0, "stop", null, 1),
        new RunEvent.RoundStarted(2, List.of(3)),
        received(2, 3),
        new RunEvent.ClientAsked(2, 3, 1),
        received(2, 3),
        judged(2, List.of(3, 3, 3), 3));

    // The first two were asked for while it attacked.
    assertThat(detections()).containsExactly(Detection.of(2, 0, 1, 0));
  }

  @Test
  void whoWasToBeAskedInVainIsAskedAnew() {
    happens(
        new RunEvent.RoundStarted(1, List.of(1, 3)),
        new RunEvent.ExchangeRepeated(0, "update", 1, "2 clients can be reached"),
        new RunEvent.TimelineFired(0, "stop", null, 1),
        new RunEvent.RoundStarted(1, List.of(3)),
        received(1, 3),
        judged(1, List.of(3)));

    assertThat(detections()).containsExactly(Detection.of(0, 0, 0, 1));
  }

  @Test
  void whatIsNotUsedIsNotCounted() {
    happens(
        new RunEvent.RoundStarted(1, List.of(0, 1, 3)),
        received(1, 1),
        new RunEvent.ReplyDiscarded(0, 1, "too few others delivered"),
        new RunEvent.ReplyLost(0, 3, "dropped out"),
        new RunEvent.UpdateRejected(1, 0, "not finite"),
        new RunEvent.TimelineFired(0, "stop", null, 1),
        new RunEvent.RoundStarted(1, List.of(3)),
        received(1, 3),
        judged(1, List.of(3), 3),
        measured(After.ROUND),
        measured(After.PHASE));

    assertThat(detections()).containsExactly(Detection.of(0, 0, 1, 0));
    assertThat(detections().get(0).recall()).isNull();
    assertThat(Detection.of(0, 0, 0, 3).precision()).isNull();
    assertThat(Detection.of(2, 0, 0, 0).falsePositiveRate()).isNull();
  }
}
