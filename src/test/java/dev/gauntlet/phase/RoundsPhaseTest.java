package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.ToyEngine;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rounds in which the server itself computes. */
class RoundsPhaseTest {

  private static final int PARAMETERS = ToyEngine.ARCHITECTURE.parameterCount();

  private final ScriptedServer server =
      new ScriptedServer((client, model, task) -> null, model -> 0.5);

  @Test
  void closesARoundWithWhatTheServerHasComputed() {
    GlobalModel start = ScriptedServer.model(new float[PARAMETERS]);
    PhaseContext context =
        server.context(
            start, ScriptedServer.federation(2, ToyEngine.ARCHITECTURE.lastConvolution()), 4);

    ServerAction.Finish end =
        server.carryOut(
            new RoundsPhase(context, 3, new KeptModel.Last(start), new ServersOwn(context)));

    assertThat(server.computed).hasSize(3);
    assertThat(server.closed).extracting(close -> close.result().round()).containsExactly(5, 6, 7);
    assertThat(end.model()).isEqualTo(server.closed.get(2).model());
    assertThat(end.model().parameters()).isNotEqualTo(start.parameters());
    assertThat(end.result().rounds()).isEqualTo(3);
  }

  @Test
  void clientsRoundsComputeNothing() {
    GlobalModel start = ScriptedServer.model(new float[PARAMETERS]);
    PhaseContext context =
        server.context(
            start, ScriptedServer.federation(2, ToyEngine.ARCHITECTURE.lastConvolution()), 0);
    Phase training = RoundsPhase.training(new PhasePlan.Training(1), context);

    assertThatIllegalStateException()
        .isThrownBy(() -> training.onComputed(List.of()))
        .withMessageContaining("nothing computed");
  }

  /** The server trains alone. */
  private static final class ServersOwn implements Rounds {
    private final PhaseContext context;
    private int round;
    private GlobalModel model;

    ServersOwn(PhaseContext context) {
      this.context = context;
      this.model = context.model();
    }

    @Override
    public ServerAction begin(int nextRound, GlobalModel current) {
      round = nextRound;
      model = current;
      return new ServerAction.Compute(
          new ServerTask.Train(
              current.parameters(),
              new LocalTraining(1, 1, 0.1, 0, PrunedChannels.NONE),
              ServerTask.Portion.ALL,
              "test",
              nextRound));
    }

    @Override
    public ServerAction onComputed(List<ServerResult> results) {
      ServerResult.Trained trained = (ServerResult.Trained) results.get(0);
      return new ServerAction.CloseRound(
          model.next(trained.reached(), context.federation().block()),
          new ServerAction.RoundResult(round, 0, 0, 0));
    }

    @Override
    public ServerAction onReply(ClientId client, ClientReply reply) {
      throw new AssertionError("nobody is asked");
    }

    @Override
    public ServerAction onLost(ClientId client, String reason) {
      throw new AssertionError("nobody is asked");
    }

    @Override
    public ServerAction onAlarm() {
      throw new AssertionError("nobody is asked");
    }

    @Override
    public boolean clientsGoOn() {
      return false;
    }
  }
}
