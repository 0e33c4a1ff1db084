package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gauntlet.aggregation.AggregationPlan;
import dev.gauntlet.aggregation.Fallback;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.ServerAction.PhaseResult;
import dev.gauntlet.phase.ServerAction.RoundResult;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingPhaseTest {

  private static final GlobalModel START = ScriptedServer.model(0, 0, 10, 20);
  private static final PhaseContext.Federation THREE = ScriptedServer.federation(3, 2);
  private static final PhasePlan.Training TWO_ROUNDS = new PhasePlan.Training(2);

  @Test
  void addsTheWeightedMeanOfTheUpdatesInEveryRound() {
    ScriptedServer server = server((client, samples) -> new float[] {0, 1, client.index(), 6});

    ServerAction.Finish finish = server.run(TWO_ROUNDS, START, THREE);

    // Client i holds i + 1 examples: (1 * 0 + 2 * 1 + 3 * 2) / 6 is 4/3 a round.
    float third = 10 + (float) (8.0 / 6);
    assertThat(finish.model().parameters())
        .isEqualTo(ParameterVector.copyOf(0, 2, third + (float) (8.0 / 6), 32));
    assertThat(finish.model().version()).isEqualTo(2);
    assertThat(finish.result()).isEqualTo(new PhaseResult(null, null, null, 2, 3));
    assertThat(server.asked.get(1).model()).isEqualTo(server.closed.get(0).model());
  }

  @Test
  void scalesTheStepByTheServersLearningRate() {
    PhaseContext.Federation half =
        THREE.with(
            THREE.training(), new AggregationPlan(THREE.aggregation().rule(), Fallback.SKIP, 0.5));
    ScriptedServer server = server((client, samples) -> new float[] {0, 0, 4, -4});

    assertThat(server.run(new PhasePlan.Training(1), START, half).model().parameters())
        .isEqualTo(ParameterVector.copyOf(0, 0, 12, 18));
  }

  @Test
  void givesTheSameBitsWhateverTheOrderOfReplies() {
    Deltas rounding = (client, samples) -> new float[] {0.1f, 1e-8f, 1e8f / samples, 3.3e-5f};

    assertThat(server(rounding).withRepliesReversed().run(TWO_ROUNDS, START, THREE).model())
        .isEqualTo(server(rounding).run(TWO_ROUNDS, START, THREE).model());
  }

  @Test
  void countsRoundsThroughTheWholeRun() {
    ScriptedServer server = server((client, samples) -> new float[4]);

    server.run(TWO_ROUNDS, START, THREE, 7);

    assertThat(server.asked)
        .extracting(ask -> ((ClientTask.TrainLocally) ask.task()).round())
        .containsExactly(8, 9);
    assertThat(server.closed)
        .extracting(ServerAction.CloseRound::result)
        .containsExactly(new RoundResult(8, 3, 0, 0), new RoundResult(9, 3, 0, 0));
    assertThat(server.events.get(0)).isEqualTo(new RunEvent.RoundStarted(8, List.of(0, 1, 2)));
    assertThat(server.events(RunEvent.UpdateReceived.class))
        .hasSize(6)
        .contains(new RunEvent.UpdateReceived(9, 2, 3, 0, null));
  }

  @Test
  void asksTheRoundsCohortOnly() {
    PhaseContext.Federation two = ScriptedServer.federation(2, 2);
    ScriptedServer server = server((client, samples) -> new float[4]).withPopulation(50);

    server.run(TWO_ROUNDS, START, two);

    assertThat(server.asked).allSatisfy(ask -> assertThat(ask.clients()).hasSize(2));
    assertThat(server.asked.get(0).clients()).isNotEqualTo(server.asked.get(1).clients());
    assertThat(server.events(RunEvent.RoundStarted.class))
        .extracting(RunEvent.RoundStarted::cohort)
        .containsExactly(indices(server.asked.get(0)), indices(server.asked.get(1)));
  }

  @Test
  void leavesOutUpdatesThatAreNotFiniteOrOfAnotherLength() {
    ScriptedServer server =
        server(
            (client, samples) ->
                client.index() == 0
                    ? new float[] {0, 0, Float.NaN, 0}
                    : client.index() == 1 ? new float[3] : new float[] {1, 1, 1, 1});

    ServerAction.Finish finish = server.run(new PhasePlan.Training(1), START, THREE);

    assertThat(finish.model().parameters()).isEqualTo(ParameterVector.copyOf(1, 1, 11, 21));
    assertThat(finish.result().participants()).isEqualTo(1);
    assertThat(server.closed.get(0).result()).isEqualTo(new RoundResult(1, 1, 0, 2));
    assertThat(server.events(RunEvent.UpdateRejected.class))
        .containsExactly(
            new RunEvent.UpdateRejected(1, 0, "its values are not all finite numbers"),
            new RunEvent.UpdateRejected(1, 1, "it has 3 values, the model 4"));
  }

  @Test
  void failsWhereEveryUpdateIsRejected() {
    ScriptedServer server =
        server((client, samples) -> new float[] {0, 0, 0, Float.POSITIVE_INFINITY});

    assertThatExceptionOfType(FederationStuckException.class)
        .isThrownBy(() -> server.run(TWO_ROUNDS, START, THREE))
        .withMessageContaining("in round 1 every update was rejected");
  }

  @Test
  void holdsPrunedChannelsAtZeroThoughUpdatesMoveThem() {
    GlobalModel pruned = START.pruning(PrunedChannels.of(1), THREE.block());
    ScriptedServer server = server((client, samples) -> new float[] {1, 2, 3, 4});

    ServerAction.Finish finish = server.run(TWO_ROUNDS, pruned, THREE);

    assertThat(finish.model().parameters()).isEqualTo(ParameterVector.copyOf(2, 0, 16, 0));
    assertThat(server.closed.get(0).model().parameters().get(1)).isZero();
    ClientTask.TrainLocally task = (ClientTask.TrainLocally) server.asked.get(0).task();
    assertThat(task.settings()).isEqualTo(THREE.training().holding(PrunedChannels.of(1)));
  }

  @Test
  void refusesRepliesThatNoRoundWaitsFor() {
    Phase phase =
        Phases.of(TWO_ROUNDS, server((client, samples) -> new float[4]).context(START, THREE, 0));

    assertThatIllegalStateException()
        .isThrownBy(() -> phase.onReply(new ClientId(1), new ClientReply.Accuracies(List.of(0.5))));
  }

  @Test
  void refusesPlansThatWouldNeverEnd() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PhasePlan.Training(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new PhasePlan.FineTuning(0, 1, 0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PhasePlan.FineTuning(1, 0, 0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PhasePlan.FineTuning(1, 1, 0));
  }

  private static List<Integer> indices(ServerAction.Ask ask) {
    return ask.clients().stream().map(ClientId::index).toList();
  }

  /** The update of a client that holds one example more than its index. */
  private interface Deltas {
    float[] of(ClientId client, int samples);
  }

  private static ScriptedServer server(Deltas deltas) {
    return new ScriptedServer(
        (client, model, task) -> {
          int samples = client.index() + 1;
          return new ClientReply.Update(
              new ModelUpdate(client, samples, ParameterVector.adopt(deltas.of(client, samples))));
        },
        model -> 0.5);
  }
}
