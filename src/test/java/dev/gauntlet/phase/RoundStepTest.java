package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.aggregation.AggregationPlan;
import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.CenteredClipping;
import dev.gauntlet.aggregation.Fallback;
import dev.gauntlet.aggregation.FlTrust;
import dev.gauntlet.aggregation.Krum;
import dev.gauntlet.federation.Buffering;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.federation.Staleness;
import dev.gauntlet.learning.ToyEngine;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.ServerAction.RoundResult;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.GlobalModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a round: rules that judge, that remember, that cannot, and that need the server. */
class RoundStepTest {

  private static final GlobalModel START = ScriptedServer.model(0, 0, 10, 20);
  private static final PhasePlan.Training TWO_ROUNDS = new PhasePlan.Training(2);

  /** Client i moves everything by i; the last one is lost in rounds that are odd. */
  private static ScriptedServer server(int lost) {
    return new ScriptedServer(
        (client, model, task) ->
            client.index() == lost && model.version() % 2 == 0
                ? null
                : update(client.index(), model.parameters().length()),
        model -> 0.5);
  }

  private static ClientReply update(int client, int length) {
    float[] delta = new float[length];
    Arrays.fill(delta, client);
    return new ClientReply.Update(
        new ModelUpdate(new ClientId(client), 1, ParameterVector.adopt(delta)));
  }

  private static PhaseContext.Federation federation(int clients, Aggregator rule) {
    return federation(clients, rule, Fallback.SKIP);
  }

  private static PhaseContext.Federation federation(
      int clients, Aggregator rule, Fallback whenViolated) {
    PhaseContext.Federation plain = ScriptedServer.federation(clients, 2);
    return plain.with(plain.training(), new AggregationPlan(rule, whenViolated, 1));
  }

  @Test
  void aRoundThatDropoutsMakeTooSmallIsSkippedAndIsStillARound() {
    ScriptedServer server = server(4);

    ServerAction.Finish finish = server.run(TWO_ROUNDS, START, federation(5, new Krum(1)));

    assertThat(server.events(RunEvent.AggregationFellBack.class))
        .containsExactly(
            new RunEvent.AggregationFellBack(
                1, "krum", "krum needs n > 2f + 2: n = 4, f = 1", "skip"));
    assertThat(server.closed)
        .extracting(ServerAction.CloseRound::result)
        .containsExactly(new RoundResult(1, 0, 1, 4), new RoundResult(2, 5, 0, 0));
    assertThat(server.closed.get(0).model().parameters()).isEqualTo(START.parameters());
    assertThat(server.closed.get(0).model().version()).isEqualTo(START.version() + 1);
    assertThat(finish.result().rounds()).isEqualTo(2);
    assertThat(server.events(RunEvent.UpdatesJudged.class))
        .singleElement()
        .satisfies(
            judged -> {
              assertThat(judged.round()).isEqualTo(2);
              assertThat(judged.rejected()).hasSize(4);
              assertThat(judged.verdicts()).hasSize(5);
            });
  }

  @Test
  void orIsAveragedIfTheScenarioSaysSo() {
    ScriptedServer server = server(4);
    PhaseContext.Federation federation = federation(5, new Krum(1), Fallback.FEDAVG);

    server.run(new PhasePlan.Training(1), START, federation);

    assertThat(server.closed.get(0).model().parameters())
        .isEqualTo(ParameterVector.copyOf(1.5f, 1.5f, 11.5f, 21.5f));
    assertThat(server.closed.get(0).result()).isEqualTo(new RoundResult(1, 4, 1, 0));
    assertThat(server.events(RunEvent.AggregationFellBack.class))
        .extracting(RunEvent.AggregationFellBack::fallback)
        .containsExactly("fedavg");
    assertThat(server.events(RunEvent.UpdatesJudged.class)).isEmpty();
  }

  @Test
  void whatARuleRemembersOutlivesThePhase() {
    ScriptedServer once = server(-1);
    ServerAction.Finish end =
        once.run(TWO_ROUNDS, START, federation(3, new CenteredClipping(0.5, 1)));
    ScriptedServer twice = server(-1);
    PhasePlan.Training one = new PhasePlan.Training(1);
    GlobalModel half = twice.run(one, START, federation(3, new CenteredClipping(0.5, 1))).model();

    ServerAction.Finish resumed =
        twice.run(one, half, federation(3, new CenteredClipping(0.5, 1)), 1);

    assertThat(resumed.model().parameters()).isEqualTo(end.model().parameters());
    assertThat(twice.memory.memory()).isEqualTo(once.memory.memory());
    assertThat(twice.memory.memory().vectors()).containsOnlyKeys("center");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theServerTrainsForARuleThatNeedsIt(boolean asynchronous) {
    int length = ToyEngine.ARCHITECTURE.parameterCount();
    GlobalModel start = ScriptedServer.model(new float[length]);
    PhaseContext.Federation plain =
        ScriptedServer.federation(3, ToyEngine.ARCHITECTURE.lastConvolution());
    PhaseContext.Federation federation =
        new PhaseContext.Federation(
            plain.block(),
            plain.selection(),
            plain.rules(),
            asynchronous
                ? Optional.of(new Buffering(3, 2, 9, new Staleness.Constant()))
                : Optional.empty(),
            plain.training(),
            new FlTrust(),
            1);
    ScriptedServer server = server(-1);

    ServerAction.Finish finish = server.run(TWO_ROUNDS, start, federation);

    assertThat(server.computed).hasSize(2);
    ServerTask.Train task = (ServerTask.Train) server.computed.get(1).tasks().get(0);
    assertThat(task.start()).isEqualTo(server.closed.get(0).model().parameters());
    assertThat(task.training()).isEqualTo(plain.training());
    assertThat(task.keys()).containsExactly(2L);
    assertThat(finish.result().rounds()).isEqualTo(2);
    assertThat(server.events(RunEvent.UpdatesJudged.class))
        .extracting(RunEvent.UpdatesJudged::rule)
        .containsExactly("fltrust", "fltrust");
  }

  @Test
  void aServersOwnUpdateThatDivergedIsNoReference() {
    ScriptedServer server = server(-1);
    RoundStep step = new RoundStep(server.context(START, federation(3, new FlTrust()), 0));
    ModelUpdate one = ((ClientReply.Update) update(1, 4)).update();
    RoundResult result = new RoundResult(1, 1, 0, 0);
    ParameterVector diverged = ParameterVector.copyOf(0, Float.NaN, 0, 0);

    ServerAction asked =
        step.take(START, List.of(one), federation(3, new FlTrust()).training(), result);
    ServerAction closed =
        step.onComputed(List.of(new ServerResult.Trained(START.parameters(), diverged)));

    assertThat(asked).isInstanceOf(ServerAction.Compute.class);
    assertThat(((ServerAction.CloseRound) closed).model().parameters())
        .isEqualTo(START.parameters());
    assertThat(server.events(RunEvent.AggregationFellBack.class))
        .singleElement()
        .satisfies(event -> assertThat(event.reason()).contains("not all finite"));
  }
}
