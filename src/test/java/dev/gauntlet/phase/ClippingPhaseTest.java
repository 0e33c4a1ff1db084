package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Spread;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.metrics.RunEvent.ClippingTested;
import dev.gauntlet.metrics.RunEvent.WeightsClipped;
import dev.gauntlet.phase.ServerAction.PhaseResult;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClippingPhaseTest {

  // 2 biases and 2 filters of 4 weights: their mean is 5, their deviation 2.
  private static final PhaseContext.Federation FEDERATION =
      ScriptedServer.federation(2, new ChannelBlock(2, 4, 0, 2));
  private static final GlobalModel START = ScriptedServer.model(50, -50, 2, 4, 4, 4, 5, 5, 7, 9);
  private static final ParameterVector WITHOUT_ONE =
      ParameterVector.copyOf(50, -50, 2, 4, 4, 4, 5, 5, 7, 0);
  private static final ParameterVector WITHOUT_TWO =
      ParameterVector.copyOf(50, -50, 0, 4, 4, 4, 5, 5, 7, 0);

  @Test
  void clipsAtAFixedDeltaWithoutAsking() {
    ScriptedServer server = server(Map.of());

    ServerAction.Finish finish = server.run(fixed(1.9), START, FEDERATION);

    assertThat(finish.model())
        .isEqualTo(new GlobalModel(1, WITHOUT_ONE, PrunedChannels.NONE, WeightMoments.NONE));
    assertThat(finish.result()).isEqualTo(new PhaseResult(null, 1, 1.9, null, 0));
    assertThat(server.validated).isEmpty();
    assertThat(server.events).containsExactly(new WeightsClipped(2, 1.9, 5, 2, 1));
  }

  @Test
  void keepsTheLastDeltaThatIsAcceptableThoughOneBeforeWasNot() {
    // Zeroed weights at 2.5, 1.9, 1.3 and 0.7: none, one, two, three.
    ScriptedServer server = server(Map.of(0, 0.90, 1, 0.50, 2, 0.89, 3, 0.88));

    ServerAction.Finish finish = server.run(search(2.5, 0.7, 0.6, 0.01), START, FEDERATION);

    assertThat(finish.model().parameters()).isEqualTo(WITHOUT_TWO);
    assertThat(finish.result()).isEqualTo(new PhaseResult(null, 2, 1.3, null, 0));
    assertThat(server.events(ClippingTested.class))
        .containsExactly(
            new ClippingTested(2, 2.5, 0, 0.90),
            new ClippingTested(2, 1.9, 1, 0.50),
            new ClippingTested(2, 1.3, 2, 0.89),
            new ClippingTested(2, 0.7, 3, 0.88));
    assertThat(server.events).endsWith(new WeightsClipped(2, 1.3, 5, 2, 2));
  }

  @Test
  void clipsEveryCandidateFromTheModelBeforeThePhase() {
    ScriptedServer server = server(Map.of(0, 0.9, 1, 0.9, 2, 0.9));

    server.run(search(2.5, 1.3, 0.6, 0), START, FEDERATION);

    assertThat(server.validated)
        .extracting(GlobalModel::parameters)
        .containsExactly(START.parameters(), START.parameters(), WITHOUT_ONE, WITHOUT_TWO);
  }

  @Test
  void leavesTheModelUnchangedWhereNoDeltaIsAcceptable() {
    ScriptedServer server = server(Map.of(0, 0.9, 1, 0.8, 2, 0.7));

    ServerAction.Finish finish = server.run(search(1.9, 1.3, 0.6, 0.01), START, FEDERATION);

    assertThat(finish.model()).isEqualTo(START);
    assertThat(finish.result()).isEqualTo(new PhaseResult(null, 0, null, null, 0));
    assertThat(server.events).endsWith(new WeightsClipped(2, null, 5, 2, 0));
  }

  @Test
  void acceptsAnyGain() {
    ScriptedServer server = server(Map.of(0, 0.5, 1, 0.9));

    assertThat(server.run(search(1.9, 1.9, 1, 0), START, FEDERATION).result().delta())
        .isEqualTo(1.9);
  }

  @Test
  void keepsPrunedChannelsOutOfItAndAtZero() {
    GlobalModel pruned = START.pruning(PrunedChannels.of(0), FEDERATION.block());

    ServerAction.Finish finish = server(Map.of()).run(fixed(1.4), pruned, FEDERATION);

    // Of 5, 5, 7, 9 the mean is 6.5 and the deviation 1.66: 9 lies 1.51 deviations out.
    assertThat(finish.model())
        .isEqualTo(
            new GlobalModel(
                2,
                ParameterVector.copyOf(0, -50, 0, 0, 0, 0, 5, 5, 7, 0),
                PrunedChannels.of(0),
                pruned.prunedWeights()));
  }

  @Test
  void countsPrunedChannelsAsTheyWereIfTheSpreadIsTheLayers() {
    GlobalModel pruned = START.pruning(PrunedChannels.of(0), FEDERATION.block());
    // Training since then, which held the channel at 0, has changed nothing but the version.
    GlobalModel trained = pruned.next(pruned.parameters(), FEDERATION.block());

    ServerAction.Finish finish =
        server(Map.of())
            .run(
                new PhasePlan.Clipping(new ClippingDelta.Fixed(1.9), Spread.LAYER),
                trained,
                FEDERATION);

    // Of 2, 4, 4, 4, 5, 5, 7, 9 the mean is 5 and the deviation 2: 9 lies 2 deviations out.
    assertThat(finish.model().parameters())
        .isEqualTo(ParameterVector.copyOf(0, -50, 0, 0, 0, 0, 5, 5, 7, 0));
    assertThat(finish.model().prunedWeights()).isEqualTo(new WeightMoments(4, 14, 52));
    assertThat(server(Map.of()).run(fixed(1.9), trained, FEDERATION).model().parameters())
        .isEqualTo(trained.parameters());
  }

  @Test
  void takesNoReplies() {
    Phase phase =
        Phases.of(
            fixed(1),
            new ScriptedServer((client, model, task) -> null, model -> 0.5)
                .context(START, FEDERATION, 0));

    assertThatIllegalStateException()
        .isThrownBy(() -> phase.onReply(new ClientId(0), new ClientReply.Accuracies(List.of())));
  }

  private static PhasePlan fixed(double delta) {
    return new PhasePlan.Clipping(new ClippingDelta.Fixed(delta), Spread.LIVE);
  }

  private static PhasePlan search(double from, double to, double step, double maxDrop) {
    return new PhasePlan.Clipping(new ClippingDelta.Search(from, to, step, maxDrop), Spread.LIVE);
  }

  /** Accuracy by the number of weights that are 0. */
  private static ScriptedServer server(Map<Integer, Double> accuracies) {
    return new ScriptedServer(
        (client, model, task) -> {
          throw new AssertionError("clipping asks no client");
        },
        model -> {
          int zeros = 0;
          for (float value : model.parameters().toArray()) {
            zeros += value == 0 ? 1 : 0;
          }
          return accuracies.getOrDefault(zeros, Double.NaN);
        });
  }
}
