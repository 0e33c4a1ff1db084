package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.federation.PowerOfChoice;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.Availability;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PowerOfChoiceTest {

  private static final GlobalModel START = ScriptedServer.model(0, 0, 0, 0);
  private static final double[] LOSSES = {0.5, 2.0, 0.1, 2.0, 3.0, 0.2};

  @Test
  void thoseOfTheCandidatesTrainWhoseLossIsGreatest() {
    ScriptedServer server = server(LOSSES);

    server.run(new PhasePlan.Training(1), START, choosing(2, 6));

    assertThat(server.asked).hasSize(2);
    assertThat(server.asked.get(0).task()).isEqualTo(new ClientTask.MeasureLoss());
    assertThat(server.asked.get(0).clients()).hasSize(6);
    // Of the two with a loss of 2, the first.
    assertThat(server.asked.get(1).clients()).containsExactly(new ClientId(1), new ClientId(4));
    assertThat(server.events(RunEvent.RoundStarted.class))
        .containsExactly(new RunEvent.RoundStarted(1, List.of(1, 4)));
  }

  @Test
  void onlyCandidatesAreAsked() {
    ScriptedServer server = server(LOSSES);

    server.run(new PhasePlan.Training(1), START, choosing(2, 3));

    assertThat(server.asked.get(0).clients()).hasSize(3);
    assertThat(server.asked.get(0).clients()).containsAll(server.asked.get(1).clients());
  }

  @Test
  void whoClaimsALossThatIsNoNumberIsNotElected() {
    ScriptedServer server = server(0.5, Double.NaN, 0.1, 2.0, Double.POSITIVE_INFINITY, 0.2);

    server.run(new PhasePlan.Training(1), START, choosing(2, 6));

    assertThat(server.asked.get(1).clients()).containsExactly(new ClientId(0), new ClientId(3));
    assertThat(server.events(RunEvent.VoteRejected.class))
        .extracting(RunEvent.VoteRejected::client)
        .containsExactly(1, 4);
  }

  @Test
  void whoHasGoneMeanwhileIsNotElected() {
    Set<Integer> gone = new HashSet<>();
    ScriptedServer server =
        server(LOSSES)
            .withAvailability(
                new Availability() {
                  @Override
                  public boolean isOnline(int client, double time, long attempt) {
                    return !gone.contains(client);
                  }

                  @Override
                  public double offlineFrom(int client, double time, double until) {
                    return Double.POSITIVE_INFINITY;
                  }
                });
    server.whenAsked(() -> gone.add(4));

    server.run(new PhasePlan.Training(1), START, choosing(2, 6));

    assertThat(server.asked.get(1).clients()).containsExactly(new ClientId(1), new ClientId(3));
  }

  private static PhaseContext.Federation choosing(int clientsPerRound, int candidates) {
    PhaseContext.Federation uniform = ScriptedServer.federation(clientsPerRound, 2);
    return new PhaseContext.Federation(
        uniform.block(),
        new PhaseContext.Selection(new PowerOfChoice(candidates), OptionalInt.of(clientsPerRound)),
        uniform.rules(),
        uniform.buffering(),
        uniform.training(),
        uniform.aggregation().rule(),
        1);
  }

  private static ScriptedServer server(double... losses) {
    return new ScriptedServer(
            (client, model, task) ->
                task instanceof ClientTask.MeasureLoss
                    ? new ClientReply.Loss(losses[client.index()])
                    : new ClientReply.Update(
                        new ModelUpdate(client, 1, ParameterVector.copyOf(1, 1, 1, 1))),
            model -> 0.5)
        .withPopulation(losses.length);
  }
}
