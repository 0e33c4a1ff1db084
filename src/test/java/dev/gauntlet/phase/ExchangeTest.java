package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.Availability;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Rounds in which not everyone delivers. */
class ExchangeTest {

  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final GlobalModel START = ScriptedServer.model(0, 0, 0, 0);
  private static final PhasePlan.Training ONE_ROUND = new PhasePlan.Training(1);

  @Test
  void aRoundGoesOnWithoutThoseWhoAreLost() {
    ScriptedServer server = server(client -> client != 1);

    ServerAction.Finish finish = run(server, 4, new ExchangeRules(NEVER, 1, 3, 0, 5));

    assertThat(server.closed.get(0).result()).isEqualTo(new ServerAction.RoundResult(1, 3, 1, 0));
    assertThat(server.events(RunEvent.ReplyLost.class))
        .containsExactly(new RunEvent.ReplyLost(2, 1, "dropped out"));
    // Clients 0, 2 and 3 move by their index.
    assertThat(finish.model().parameters().get(0)).isEqualTo((0 + 2 + 3) / 3f);
  }

  @Test
  void whoeverIsLateIsNotWaitedFor() {
    ScriptedServer server = server(client -> true).withRepliesInTime(2);

    run(server, 4, new ExchangeRules(60, 1, 2, 0, 5));

    assertThat(server.asked.get(0).alarmSeconds()).isEqualTo(60);
    assertThat(server.closed.get(0).result()).isEqualTo(new ServerAction.RoundResult(1, 2, 2, 0));
    assertThat(server.events(RunEvent.ReplyLost.class))
        .containsExactly(
            new RunEvent.ReplyLost(2, 2, "it is late"), new RunEvent.ReplyLost(2, 3, "it is late"));
  }

  @Test
  void overSelectionClosesAtTheFirstThatAreEnough() {
    ScriptedServer server = server(client -> true).withPopulation(10);

    run(server, 4, new ExchangeRules(NEVER, 1.5, 1, 0, 5));

    assertThat(server.asked.get(0).clients()).hasSize(6);
    assertThat(server.closed.get(0).result()).isEqualTo(new ServerAction.RoundResult(1, 4, 0, 2));
    assertThat(server.events(RunEvent.ReplyDiscarded.class))
        .extracting(RunEvent.ReplyDiscarded::client)
        .containsExactlyElementsOf(
            server.asked.get(0).clients().subList(4, 6).stream().map(ClientId::index).toList());
  }

  @Test
  void overSelectionReplacesThoseWhoAreLost() {
    AtomicInteger asked = new AtomicInteger();
    ScriptedServer server = server(client -> asked.incrementAndGet() > 2).withPopulation(10);

    run(server, 4, new ExchangeRules(NEVER, 1.5, 4, 0, 5));

    assertThat(server.closed.get(0).result()).isEqualTo(new ServerAction.RoundResult(1, 4, 2, 0));
  }

  @Test
  void aRoundWithTooFewUpdatesIsRepeatedAfterAPause() {
    AtomicInteger asked = new AtomicInteger();
    ScriptedServer server = server(client -> asked.incrementAndGet() > 7);

    run(server, 4, new ExchangeRules(NEVER, 1, 3, 2, 5));

    // Four and then three of the next four are lost: one is too few; all of the third four come.
    assertThat(server.asked).hasSize(3);
    assertThat(server.pauses).containsExactly(new ServerAction.Pause(5), new ServerAction.Pause(5));
    assertThat(server.closed.get(0).result()).isEqualTo(new ServerAction.RoundResult(1, 4, 7, 1));
    assertThat(server.events(RunEvent.ExchangeRepeated.class))
        .containsExactly(
            new RunEvent.ExchangeRepeated(
                2, "update", 1, "0 of 4 clients delivered, and at least 3 must"),
            new RunEvent.ExchangeRepeated(
                2, "update", 2, "1 of 4 clients delivered, and at least 3 must"));
  }

  @Test
  void theRunFailsWhereRepeatingDoesNotHelp() {
    ScriptedServer server = server(client -> client == 0);

    assertThatExceptionOfType(FederationStuckException.class)
        .isThrownBy(() -> run(server, 4, new ExchangeRules(NEVER, 1, 2, 3, 5)))
        .withMessage(
            "in round 1 1 of 4 clients delivered, and at least 2 must, also after 3 retries");
    assertThat(server.asked).hasSize(4);
  }

  @Test
  void waitsForClientsThatCanBeReached() {
    ScriptedServer server =
        server(client -> true)
            .withAvailability(
                new Availability() {
                  @Override
                  public boolean isOnline(int client, double time, long attempt) {
                    return attempt % 1_000_003 >= 2 && client != 3;
                  }

                  @Override
                  public double offlineFrom(int client, double time, double until) {
                    return NEVER;
                  }
                });

    run(server, 4, new ExchangeRules(NEVER, 1, 1, 2, 5));

    assertThat(server.pauses).hasSize(2);
    assertThat(server.asked).hasSize(1);
    assertThat(server.asked.get(0).clients())
        .containsExactly(new ClientId(0), new ClientId(1), new ClientId(2));
  }

  @Test
  void aCohortOfLiarsDoesNotEndTheRun() {
    ScriptedServer server =
        new ScriptedServer(
                (client, model, task) -> {
                  float step = client.index() < 3 ? Float.NaN : 1;
                  return new ClientReply.Update(
                      new ModelUpdate(client, 1, ParameterVector.copyOf(step, step, step, step)));
                },
                model -> 0.5)
            .withPopulation(4);

    ServerAction.Finish finish = run(server, 1, new ExchangeRules(NEVER, 1, 1, 30, 5));

    assertThat(finish.model().parameters().get(0)).isEqualTo(1);
    assertThat(server.closed.get(0).result().discarded()).isEqualTo(server.pauses.size());
  }

  private static ServerAction.Finish run(
      ScriptedServer server, int clientsPerRound, ExchangeRules rules) {
    PhaseContext.Federation patient = ScriptedServer.federation(clientsPerRound, 2);
    return server.run(
        ONE_ROUND,
        START,
        new PhaseContext.Federation(
            patient.block(),
            patient.selection(),
            rules,
            patient.buffering(),
            patient.training(),
            patient.aggregation().rule(),
            1));
  }

  /** A client that delivers moves every parameter by its index. */
  private static ScriptedServer server(IntPredicate delivers) {
    return new ScriptedServer(
        (client, model, task) -> {
          float step = client.index();
          return delivers.test(client.index())
              ? new ClientReply.Update(
                  new ModelUpdate(client, 1, ParameterVector.copyOf(step, step, step, step)))
              : null;
        },
        model -> 0.5);
  }
}
