package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.defense.PruneBallot;
import dev.gauntlet.defense.PruningStop;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.metrics.RunEvent.PruningTested;
import dev.gauntlet.phase.PhasePlan.Validator;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ClientValidatedPruningTest {

  private static final PhaseContext.Federation FIVE = ScriptedServer.federation(5, 4);
  private static final GlobalModel START = ScriptedServer.model(1, 2, 3, 4, 5, 6, 7, 8);
  private static final List<Integer> ORDER = List.of(3, 1, 0, 2);

  @Test
  void sendsTheOrderOutAndUsesTheMedian() {
    ScriptedServer server =
        server(client -> shifted(List.of(0.90, 0.90, 0.895, 0.80, 0.95), 0.01 * client.index()));

    ServerAction.Finish finish = server.run(plan(1), START, FIVE);

    assertThat(finish.model().pruned()).isEqualTo(PrunedChannels.of(1, 3));
    assertThat(finish.result().participants()).isEqualTo(5);
    assertThat(server.validated).isEmpty();
    assertThat(server.asked)
        .extracting(ServerAction.Ask::task)
        .isEqualTo(
            List.of(
                new ClientTask.RankNeurons(0, ActivationRecord.AFTER_ACTIVATION),
                new ClientTask.MeasurePruning(0, ORDER, 1)));
    assertThat(server.events(PruningTested.class))
        .containsExactly(
            new PruningTested(2, null, 0, 0.92, null),
            new PruningTested(2, null, 1, 0.92, null),
            new PruningTested(2, null, 2, 0.915, null),
            new PruningTested(2, null, 3, 0.82, null));
  }

  @Test
  void isNotMovedByALyingMinority() {
    List<Double> truth = List.of(0.9, 0.9, 0.9, 0.5, 0.5);
    List<Double> stopEarly = List.of(1.0, 0.0, 0.0, 0.0, 0.0);
    List<Double> neverStop = List.of(1.0, 1.0, 1.0, 1.0, 1.0);

    for (List<Double> lie : List.of(stopEarly, neverStop)) {
      ServerAction.Finish finish =
          server(client -> client.index() < 2 ? lie : truth).run(plan(1), START, FIVE);

      assertThat(finish.model().pruned()).as("against %s", lie).isEqualTo(PrunedChannels.of(1, 3));
    }
  }

  @Test
  void looksAheadInWhatWasReported() {
    ScriptedServer server = server(client -> List.of(0.90, 0.80, 0.90, 0.89, 0.80));

    ServerAction.Finish finish = server.run(plan(1, new PruningStop(0.01, 1, 1, 0)), START, FIVE);

    assertThat(finish.model().pruned()).isEqualTo(PrunedChannels.of(0, 1, 3));
    assertThat(server.asked).hasSize(2);
    assertThat(server.events(PruningTested.class))
        .containsExactly(
            new PruningTested(2, null, 0, 0.90, null),
            new PruningTested(2, null, 1, 0.80, null),
            new PruningTested(2, null, 2, 0.90, null),
            new PruningTested(2, null, 3, 0.89, null),
            new PruningTested(2, null, 4, 0.80, null));
  }

  @Test
  void asksForAReportEverySeveralChannels() {
    ScriptedServer server = server(client -> List.of(0.9, 0.9, 0.2));

    ServerAction.Finish finish = server.run(plan(2), START, FIVE);

    assertThat(server.asked.get(1).task()).isEqualTo(new ClientTask.MeasurePruning(0, ORDER, 2));
    assertThat(finish.model().pruned()).isEqualTo(PrunedChannels.of(1, 3));
  }

  @Test
  void sendsOutOnlyChannelsThatAreNotPrunedYet() {
    GlobalModel pruned = START.pruning(PrunedChannels.of(1), FIVE.block());
    ScriptedServer server = server(client -> List.of(0.9, 0.9, 0.9, 0.2));

    ServerAction.Finish finish = server.run(plan(1), pruned, FIVE);

    assertThat(server.asked.get(1).task())
        .isEqualTo(new ClientTask.MeasurePruning(0, List.of(3, 0, 2), 1));
    assertThat(finish.model().pruned()).isEqualTo(PrunedChannels.of(0, 1, 3));
    assertThat(finish.result().prunedNeurons()).isEqualTo(2);
  }

  @Test
  void voteAndReportAgainForEveryRateOfAMajorityVote() {
    ScriptedServer server = server(client -> Collections.nCopies(5, 0.9));

    ServerAction.Finish finish =
        server.run(
            new PhasePlan.Pruning(
                new PruningVote.Majority(List.of(0.25, 0.75)),
                ActivationRecord.AFTER_ACTIVATION,
                Validator.CLIENTS,
                1,
                new PruningStop(0.01, 1),
                OptionalInt.empty()),
            START,
            FIVE);

    assertThat(server.asked)
        .extracting(ServerAction.Ask::task)
        .isEqualTo(
            List.of(
                new ClientTask.CastVotes(0, ActivationRecord.AFTER_ACTIVATION, 0.25),
                new ClientTask.MeasurePruning(0, List.of(0, 1, 2, 3), 1),
                new ClientTask.CastVotes(0, ActivationRecord.AFTER_ACTIVATION, 0.75),
                new ClientTask.MeasurePruning(0, List.of(0, 1, 2, 3), 1)));
    assertThat(finish.result().prunedNeurons()).isEqualTo(4);
  }

  private static PhasePlan plan(int step) {
    return plan(step, new PruningStop(0.01, 1));
  }

  private static PhasePlan plan(int step, PruningStop stop) {
    return new PhasePlan.Pruning(
        new PruningVote.Ranking(),
        ActivationRecord.AFTER_ACTIVATION,
        Validator.CLIENTS,
        step,
        stop,
        OptionalInt.empty());
  }

  private static List<Double> shifted(List<Double> accuracies, double shift) {
    return accuracies.stream().map(accuracy -> Math.round((accuracy + shift) * 1e6) / 1e6).toList();
  }

  private static ScriptedServer server(Function<ClientId, List<Double>> reports) {
    return new ScriptedServer(
        (client, model, task) -> {
          if (task instanceof ClientTask.RankNeurons) {
            return new ClientReply.Ranking(Voters.ranking(ORDER));
          } else if (task instanceof ClientTask.CastVotes) {
            return new ClientReply.Ballot(new PruneBallot(Collections.nCopies(4, true)));
          }
          return new ClientReply.Accuracies(reports.apply(client));
        },
        model -> {
          throw new AssertionError("the clients validate");
        });
  }
}
