package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.timeline.Change;
import dev.gauntlet.timeline.Entry;
import dev.gauntlet.timeline.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineReaderTest {

  @TempDir Path folder;

  private ScenarioFile file(String entries) {
    return ScenarioFile.of(
        folder,
        """
        timeline = [ %s ]
        clients = 4
        devices.latency = 1
        adversaries = [ { clients = [0] } ]
        phases = [ { phase = training, rounds = 30 }, { phase = fine-tuning, max-rounds = 5 } ]
        """
            .formatted(entries));
  }

  @Test
  void isEmptyByDefault() {
    assertThat(ScenarioFile.of(folder, "").read().timeline()).isEqualTo(Timeline.EMPTY);
  }

  @Test
  void clientsComeAndGo() {
    List<ClientId> two = List.of(new ClientId(1), new ClientId(3));
    List<ClientId> all = List.of(0, 1, 2, 3).stream().map(ClientId::new).toList();

    assertThat(
            file("""
                { at-round = 2, do = leave, clients = [3, 1] }
                { at-time = 2 h, do = join, clients = [1, 3] }
                { at-round = 3, do = offline, clients = all }
                { at-round = 35, do = online, clients = all }
                """)
                .read()
                .timeline()
                .entries())
        .containsExactly(
            new Entry(new Entry.AtRound(2), "leave", new Change.Membership(two, false)),
            new Entry(new Entry.AtTime(7200), "join", new Change.Membership(two, true)),
            new Entry(new Entry.AtRound(3), "offline", new Change.Connection(all, false)),
            new Entry(new Entry.AtRound(35), "online", new Change.Connection(all, true)));
  }

  @Test
  void clientsChangeSpeedAndAreCutOff() {
    List<ClientId> one = List.of(new ClientId(1));

    assertThat(
            file("""
                { at-round = 2, do = slow-down, clients = [1], factor = 5 }
                { at-round = 3, do = speed-up, clients = [1], factor = 4 }
                { at-round = 4, do = split, clients = [1], for = 10 min }
                """)
                .read()
                .timeline()
                .entries())
        .extracting(Entry::change)
        .containsExactly(
            new Change.Speed(one, 5), new Change.Speed(one, 0.25), new Change.Split(one, 600));
  }

  @Test
  void theServerChangesItsSettings() {
    assertThat(
            file("""
                { at-round = 2, do = set, training.learning-rate = 0.01 }
                { at-round = 3, do = set, training { local-epochs = 2, batch-size = 8 }
                  aggregation { rule = fedavg, server-learning-rate = 0.5 } }
                { at-round = 4, do = set, training { momentum = 0.5, weight-decay = 0.01 } }
                """)
                .read()
                .timeline()
                .entries())
        .extracting(Entry::change)
        .containsExactly(
            new Change.Settings(
                OptionalDouble.of(0.01),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.empty()),
            new Change.Settings(
                OptionalDouble.empty(),
                OptionalInt.of(2),
                OptionalInt.of(8),
                Optional.of(new FederatedAveraging()),
                OptionalDouble.of(0.5)),
            new Change.Settings(
                OptionalDouble.empty(),
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.01),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty()));
  }

  @Test
  void whoJoinsFirstWasNotThereBefore() {
    assertThat(
            file("""
                { at-round = 2, do = join, clients = [1, 2] }
                { at-round = 3, do = leave, clients = [1, 3] }
                { at-round = 4, do = join, clients = [1, 3] }
                """)
                .read()
                .participants()
                .absentAtStart())
        .containsExactlyInAnyOrder(new ClientId(1), new ClientId(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          do = leave, clients = [1] | at-round: is missing, and so is at-time; expected one of them
          at-round = 1, at-time = 1, do = leave, clients = [1] | at-round: stands beside at-time
          at-round = 0, do = leave, clients = [1] | at-round: 0 is out of range
          at-round = 36, do = leave, clients = [1] | at-round: round 36 never comes; the phases have 35 rounds at most
          at-time = -1, do = leave, clients = [1] | at-time: -1 is out of range
          at-round = 1 | do: is missing; expected the name of a timeline action: leave, join
          at-round = 1, do = go, clients = [1] | do: unknown timeline action 'go'
          at-round = 1, do = leave | clients: is missing; expected a list such as [3, 4], or all
          at-round = 1, do = leave, clients = [4] | clients.0: 4 is out of range
          at-round = 1, do = leave, clients = [] | clients: names no client
          at-round = 1, do = leave, clients = [1, 1] | clients.1: client 1 is listed twice
          at-round = 1, do = leave, clients = [1], factor = 2 | factor: does nothing with do = leave; it belongs to slow-down
          at-round = 1, do = slow-down, clients = [1] | factor: is missing
          at-round = 1, do = slow-down, clients = [1], factor = 1 | factor: 1 is out of range
          at-round = 1, do = split, clients = [1], for = 0 | for: 0 is out of range
          at-round = 1, do = split, clients = [1] | for: is missing
          at-round = 1, do = start | adversary: is missing
          at-round = 1, do = stop, adversary = 1 | adversary: 1 is out of range
          at-round = 1, do = set | do: set changes nothing
          at-round = 1, do = set, adversary = 0 | do: set changes nothing
          at-round = 1, do = set, clients = 3 | do: set changes nothing
          at-round = 1, do = set, amplification = 2 | adversary: is missing
          at-round = 1, do = set, adversary = 0, training.batch-size = 2 | adversary: changes an adversary and the server at once
          at-round = 1, do = set, training.learning-rate = 0 | training.learning-rate: 0 is out of range
          at-round = 1, do = set, training.rounds = 5 | training.rounds: unknown key
          at-round = 1, do = set, training.momentum = 1 | training.momentum: 1 is out of range
          at-round = 1, do = set, training.nesterov = true | training.nesterov: unknown key
          at-round = 1, do = set, aggregation.rule = mode | aggregation.rule: unknown aggregation rule
          at-round = 1, do = set, aggregation { rule = krum } | aggregation.attackers: is missing
          at-round = 1, do = set, aggregation { rule = krum, attackers = 1 } | aggregation.attackers: krum needs n > 2f + 2: n = 4, f = 1; n is the number of updates in a round, as clients says
          at-round = 1, do = set, aggregation.when-violated = stop | aggregation.when-violated: unknown fallback 'stop'
          """)
  void whatCannotWorkIsAProblem(String entry, String expected) {
    assertThat(file("{ " + entry + " }").problems())
        .first()
        .asString()
        .startsWith("test.conf:1: timeline.0." + expected);
  }

  @Test
  void aTimeThatNeverComesIsAProblem() {
    String text = "timeline = [ { at-time = 5, do = set, training.batch-size = 8 } ]\n";

    assertThat(ScenarioFile.of(folder, text).problems())
        .containsExactly(
            "test.conf:1: timeline.0.at-time: virtual time never passes: nothing takes any;"
                + " expected at-round, or devices that take time");
    for (String passing :
        List.of(
            "devices.latency = 1 ms",
            "devices.bandwidth = 1 MB",
            "dropout = 0.1",
            "availability.probability = 0.5")) {
      assertThat(ScenarioFile.of(folder, text + passing).read().timeline().entries()).hasSize(1);
    }
  }
}
