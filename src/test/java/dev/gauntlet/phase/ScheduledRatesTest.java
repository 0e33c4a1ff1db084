package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.aggregation.AggregationPlan;
import dev.gauntlet.aggregation.Fallback;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.aggregation.FlTrust;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.ToyEngine;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Which optimiser clients and server are to use in which round, at half the rate every time. */
class ScheduledRatesTest {

  private static final Optimiser OPTIMISER = new Optimiser(0.4, 0.9, true, 0.01);
  private static final int PARAMETERS = ToyEngine.ARCHITECTURE.parameterCount();
  private static final GlobalModel START = ScriptedServer.model(new float[PARAMETERS]);

  private final ScriptedServer server =
      new ScriptedServer(
          (client, model, task) ->
              new ClientReply.Update(
                  new ModelUpdate(client, 1, ParameterVector.adopt(new float[PARAMETERS]))),
          model -> 0.5);

  @Test
  void trainingCountsTheRoundsOfTheRun() {
    server.run(new PhasePlan.Training(3), START, federation(), 1);

    assertThat(asked()).containsExactly(atRate(0.2), atRate(0.1), atRate(0.05));
  }

  @Test
  void fineTuningGoesOnWithTheScheduleUnlessItHasARateOfItsOwn() {
    server.run(new PhasePlan.FineTuning(2, 5, OptionalDouble.empty()), START, federation(), 2);
    server.run(new PhasePlan.FineTuning(2, 5, 0.3), START, federation(), 4);

    assertThat(asked()).containsExactly(atRate(0.1), atRate(0.05), atRate(0.3), atRate(0.3));
  }

  @Test
  void theServersOwnUpdateIsThatOfTheRound() {
    PhaseContext.Federation plain = federation();
    server.run(
        new PhasePlan.Training(2),
        START,
        plain.with(plain.training(), new AggregationPlan(new FlTrust(), Fallback.SKIP, 1)),
        0);

    assertThat(computed()).containsExactly(atRate(0.4), atRate(0.2));
  }

  @Test
  void theServersTuningIsAtTheRateOfTheLastRound() {
    PhaseContext context = server.context(START, federation(), 3);

    assertThat(tuned(new ServerTuning(2, OptionalDouble.empty()), context)).isEqualTo(atRate(0.1));
    assertThat(tuned(new ServerTuning(2, OptionalDouble.of(0.7)), context)).isEqualTo(atRate(0.7));
    assertThat(
            tuned(
                new ServerTuning(2, OptionalDouble.empty()),
                server.context(START, federation(), 0)))
        .isEqualTo(atRate(0.4));
  }

  private static Optimiser tuned(ServerTuning tuning, PhaseContext context) {
    return ((ServerTask.Train) tuning.onCleanImages(START, context)).training().optimiser();
  }

  private static Optimiser atRate(double rate) {
    return new Optimiser(rate, 0.9, true, 0.01);
  }

  private List<Optimiser> asked() {
    return server.asked.stream()
        .map(ask -> ((ClientTask.Training) ask.task()).settings().optimiser())
        .toList();
  }

  private List<Optimiser> computed() {
    return server.computed.stream()
        .map(compute -> ((ServerTask.Train) compute.tasks().get(0)).training().optimiser())
        .toList();
  }

  private static PhaseContext.Federation federation() {
    PhaseContext.Federation plain =
        ScriptedServer.federation(2, ToyEngine.ARCHITECTURE.lastConvolution());
    return new PhaseContext.Federation(
        plain.block(),
        plain.selection(),
        plain.rules(),
        plain.buffering(),
        new LocalTraining(1, 8, OPTIMISER, 0, PrunedChannels.NONE),
        new RateSchedule.Step(1, 0.5),
        new AggregationPlan(new FederatedAveraging(), Fallback.SKIP, 1));
  }
}
