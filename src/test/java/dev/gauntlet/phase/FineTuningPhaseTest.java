package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.phase.ServerAction.PhaseResult;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class FineTuningPhaseTest {

  private static final PhaseContext.Federation FEDERATION = ScriptedServer.federation(2, 2);
  private static final GlobalModel START = ScriptedServer.model(0, 0, 0, 0);

  @Test
  void endsAfterPatienceRoundsWithoutABetterModelAndKeepsTheBest() {
    ServerAction.Finish finish = fineTune(10, 2, 0.50, 0.60, 0.70, 0.65, 0.70, 0.99);

    assertThat(roundsOf(finish.model())).isEqualTo(2);
    assertThat(finish.result()).isEqualTo(new PhaseResult(null, null, null, 4, 2));
  }

  @Test
  void startsCountingAnewAfterEveryBetterModel() {
    ServerAction.Finish finish = fineTune(10, 2, 0.50, 0.40, 0.60, 0.40, 0.70, 0.69, 0.68, 0.99);

    assertThat(roundsOf(finish.model())).isEqualTo(4);
    assertThat(finish.result().rounds()).isEqualTo(6);
  }

  @Test
  void keepsTheStartingModelWhereNoRoundIsBetter() {
    ServerAction.Finish finish = fineTune(10, 3, 0.90, 0.90, 0.89, 0.90, 0.99);

    assertThat(finish.model().parameters()).isEqualTo(START.parameters());
    // The models that it was preferred to have the versions up to 3.
    assertThat(finish.model().version()).isEqualTo(4);
    assertThat(finish.result().rounds()).isEqualTo(3);
  }

  @Test
  void endsAtTheMostRoundsThoughTheLastWasBetter() {
    ServerAction.Finish finish = fineTune(3, 2, 0.1, 0.2, 0.3, 0.4, 0.5);

    assertThat(roundsOf(finish.model())).isEqualTo(3);
    assertThat(finish.result().rounds()).isEqualTo(3);
  }

  @Test
  void waitsForOneWorseRoundAtAPatienceOfOne() {
    ServerAction.Finish finish = fineTune(10, 1, 0.5, 0.6, 0.6, 0.9);

    assertThat(roundsOf(finish.model())).isEqualTo(1);
    assertThat(finish.result().rounds()).isEqualTo(2);
  }

  @Test
  void asksForFineTuningAtItsOwnRateWithPrunedChannelsHeld() {
    GlobalModel pruned = START.pruning(PrunedChannels.of(0), FEDERATION.block());
    ScriptedServer server = server(0.5, 0.4);

    server.run(new PhasePlan.FineTuning(1, 1, 0.03), pruned, FEDERATION, 12);

    assertThat(server.asked)
        .extracting(ServerAction.Ask::task)
        .isEqualTo(
            List.of(
                new ClientTask.FineTune(
                    13, 13, FEDERATION.training().holding(PrunedChannels.of(0)).atRate(0.03))));
  }

  @Test
  void keepsPrunedChannelsAtExactlyZeroThoughUpdatesMoveThem() {
    GlobalModel pruned = START.pruning(PrunedChannels.of(0), FEDERATION.block());

    ServerAction.Finish finish =
        server(0.1, 0.2, 0.3, 0.4).run(new PhasePlan.FineTuning(3, 3, 0.1), pruned, FEDERATION);

    assertThat(finish.model().parameters()).isEqualTo(ParameterVector.copyOf(0, 3, 0, 3));
    assertThat(finish.model().pruned()).isEqualTo(PrunedChannels.of(0));
  }

  private static ServerAction.Finish fineTune(int maxRounds, int patience, double... accuracies) {
    return server(accuracies)
        .run(new PhasePlan.FineTuning(maxRounds, patience, 0.1), START, FEDERATION);
  }

  /** Every client's update is 1 everywhere; the model after round i has the i-th accuracy. */
  private static ScriptedServer server(double... accuracies) {
    ParameterVector one = ParameterVector.copyOf(1, 1, 1, 1);
    return new ScriptedServer(
        (client, model, task) -> new ClientReply.Update(new ModelUpdate(client, 5, one)),
        model -> accuracies[roundsOf(model)]);
  }

  private static int roundsOf(GlobalModel model) {
    return (int) model.parameters().get(1);
  }
}
