package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.federation.Buffering;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.federation.Staleness;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Replies arrive in the order in which clients were asked. */
class BufferedRoundsTest {

  private static final GlobalModel START = ScriptedServer.model(0, 0, 0, 0);
  private static final Staleness HALVING = new Staleness.Polynomial(1);

  @Test
  void everyFewArrivalsMakeAModelAndOthersAreAtWorkMeanwhile() {
    ScriptedServer server = server(client -> one(client));

    ServerAction.Finish finish = run(server, 3, new Buffering(4, 2, 9, HALVING));

    assertThat(server.closed)
        .extracting(ServerAction.CloseRound::result)
        .containsExactly(
            new ServerAction.RoundResult(1, 2, 0, 0),
            new ServerAction.RoundResult(2, 2, 0, 0),
            new ServerAction.RoundResult(3, 2, 0, 0));
    assertThat(server.asked.get(0).clients()).hasSize(4);
    // Of the four asked first, two arrive in round 2; whoever was asked in the place of the first
    // arrives in round 3, and so does the one who was asked when round 2 began.
    assertThat(staleness(server)).containsExactly(0, 0, 1, 1, 2, 1);
    float moved = 1 + 1 / 2f + (1 / 3f + 1 / 2f) / 2;
    assertThat(finish.model().parameters().get(0)).isCloseTo(moved, within(1e-6f));
  }

  @Test
  void aBufferOfOneIsFedAsync() {
    ScriptedServer server = server(client -> one(client));

    run(server, 5, new Buffering(3, 1, 9, HALVING));

    assertThat(staleness(server)).containsExactly(0, 1, 2, 2, 2);
  }

  @Test
  void nobodyIsAskedWhileAtWork() {
    ScriptedServer server = server(client -> one(client)).withPopulation(5);
    Set<Integer> atWork = new HashSet<>();

    run(server, 20, new Buffering(4, 3, 9, HALVING));

    for (RunEvent event : server.events) {
      if (event instanceof RunEvent.ClientAsked asked) {
        assertThat(atWork.add(asked.client())).isTrue();
        assertThat(atWork).hasSizeLessThanOrEqualTo(4);
      } else if (event instanceof RunEvent.UpdateReceived received) {
        assertThat(atWork.remove(received.client())).isTrue();
      }
    }
  }

  @Test
  void everyTaskHasATurnOfItsOwnForItsRandomNumbers() {
    ScriptedServer server = server(client -> one(client)).withPopulation(2);

    run(server, 10, new Buffering(2, 2, 9, HALVING));

    assertThat(server.asked)
        .extracting(ask -> ((ClientTask.TrainLocally) ask.task()).turn())
        .doesNotHaveDuplicates();
  }

  @Test
  void updatesThatAreTooStaleAreDiscarded() {
    ScriptedServer server = server(client -> one(client));

    run(server, 2, new Buffering(4, 1, 1, HALVING));

    // The first four are of staleness 0, 1, and two of 2 or more once two models have been made.
    assertThat(staleness(server)).startsWith(0, 1);
    ScriptedServer longer = server(client -> one(client));
    run(longer, 4, new Buffering(4, 1, 1, HALVING));
    assertThat(longer.events(RunEvent.ReplyDiscarded.class))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.reason()).isEqualTo("its staleness is 2"));
    int discarded = longer.closed.stream().mapToInt(close -> close.result().discarded()).sum();
    assertThat(discarded).isEqualTo(longer.events(RunEvent.ReplyDiscarded.class).size());
  }

  @Test
  void someoneElseIsAskedInThePlaceOfWhoIsLost() {
    ScriptedServer server = server(client -> client.index() == 1 ? null : one(client));

    run(server, 4, new Buffering(2, 2, 9, HALVING));

    assertThat(server.closed).hasSize(4);
    int lost = server.events(RunEvent.ReplyLost.class).size();
    assertThat(server.closed.stream().mapToInt(close -> close.result().dropped()).sum())
        .isEqualTo(lost)
        .isPositive();
  }

  @Test
  void failsWhereNothingUsableEverComes() {
    assertThatExceptionOfType(FederationStuckException.class)
        .isThrownBy(() -> run(server(client -> null), 1, new Buffering(3, 2, 9, HALVING)))
        .withMessageContaining("in round 1 nothing usable came 9 times in turn");
    assertThatExceptionOfType(FederationStuckException.class)
        .isThrownBy(
            () ->
                run(
                    server(client -> update(client, Float.NaN)),
                    1,
                    new Buffering(3, 2, 9, HALVING)))
        .withMessageContaining("not all finite");
  }

  @Test
  void fineTuningIsAsynchronousToo() {
    ScriptedServer server = server(client -> one(client));

    ServerAction.Finish finish =
        server.run(
            new PhasePlan.FineTuning(2, 2, 0.1),
            START,
            federation(new Buffering(3, 2, 9, HALVING)));

    assertThat(finish.result().rounds()).isEqualTo(2);
    assertThat(server.asked)
        .allSatisfy(ask -> assertThat(ask.task()).isInstanceOf(ClientTask.FineTune.class));
  }

  private static ServerAction.Finish run(ScriptedServer server, int rounds, Buffering buffering) {
    return server.run(new PhasePlan.Training(rounds), START, federation(buffering));
  }

  private static PhaseContext.Federation federation(Buffering buffering) {
    PhaseContext.Federation synchronous = ScriptedServer.federation(8, 2);
    return new PhaseContext.Federation(
        synchronous.block(),
        new PhaseContext.Selection(synchronous.selection().strategy(), OptionalInt.of(8)),
        new ExchangeRules(Double.POSITIVE_INFINITY, 1, 1, 2, 5),
        Optional.of(buffering),
        synchronous.training(),
        synchronous.aggregation().rule(),
        1);
  }

  private static List<Integer> staleness(ScriptedServer server) {
    return server.events(RunEvent.UpdateReceived.class).stream()
        .map(RunEvent.UpdateReceived::staleness)
        .toList();
  }

  private static ClientReply one(ClientId client) {
    return update(client, 1);
  }

  private static ClientReply update(ClientId client, float value) {
    return new ClientReply.Update(
        new ModelUpdate(client, 1, ParameterVector.copyOf(value, value, value, value)));
  }

  private static ScriptedServer server(Function<ClientId, ClientReply> clients) {
    return new ScriptedServer((client, model, task) -> clients.apply(client), model -> 0.5);
  }
}
