package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.defense.ClippingBound;
import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.InputGradient;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Spread;
import dev.gauntlet.learning.ToyEngine;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.metrics.RunEvent.ClippingTested;
import dev.gauntlet.metrics.RunEvent.WeightsClipped;
import dev.gauntlet.phase.ServerAction.PhaseResult;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
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
            new ClippingTested(2, 2.5, 0, 0.90, null),
            new ClippingTested(2, 1.9, 1, 0.50, null),
            new ClippingTested(2, 1.3, 2, 0.89, null),
            new ClippingTested(2, 0.7, 3, 0.88, null));
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
  void boundsAccuracySinceTheLastPointAndEndsWithTheFirstBeyond() {
    // 0.88 is beyond the bound from the start's 0.90 but not from the point before.
    ScriptedServer sliding = server(Map.of(0, 0.90, 1, 0.89, 2, 0.88, 3, 0.86));
    ScriptedServer falling = server(Map.of(0, 0.90, 1, 0.80, 2, 0.90, 3, 0.90));
    PhasePlan plan = search(ClippingBound.Measure.ACCURACY, 0.01, ClippingBound.Since.LAST);

    ServerAction.Finish slid = sliding.run(plan, START, FEDERATION);
    ServerAction.Finish fell = falling.run(plan, START, FEDERATION);

    assertThat(slid.result().delta()).isEqualTo(1.3);
    assertThat(slid.model().parameters()).isEqualTo(WITHOUT_TWO);
    assertThat(fell.result().delta()).isEqualTo(2.5);
    assertThat(falling.events)
        .containsExactly(
            new ClippingTested(2, 2.5, 0, 0.90, null),
            new ClippingTested(2, 1.9, 1, 0.80, null),
            new WeightsClipped(2, 2.5, 5, 2, 0));
  }

  @Test
  void boundsTheLossSinceTheStartAndTellsItOfEveryPoint() {
    ScriptedServer server = losing(0.50, 0.80, 0.55, 0.5501);

    ServerAction.Finish finish =
        server.run(
            search(ClippingBound.Measure.LOSS, 0.05, ClippingBound.Since.START), START, FEDERATION);

    assertThat(finish.model().parameters()).isEqualTo(WITHOUT_TWO);
    assertThat(server.events)
        .containsExactly(
            new ClippingTested(2, null, 0, 0.9, 0.50),
            new ClippingTested(2, 2.5, 0, 0.9, 0.50),
            new ClippingTested(2, 1.9, 1, 0.9, 0.80),
            new ClippingTested(2, 1.3, 2, 0.9, 0.55),
            new ClippingTested(2, 0.7, 3, 0.9, 0.5501),
            new WeightsClipped(2, 1.3, 5, 2, 2));
    assertThat(server.computed)
        .extracting(compute -> compute.tasks().get(0))
        .isEqualTo(
            server.validated.stream()
                .map(model -> new ServerTask.MeasureLoss(model.parameters()))
                .toList());
  }

  @Test
  void boundsTheLossSinceTheLastPointAndEndsWithTheFirstBeyond() {
    PhasePlan plan = search(ClippingBound.Measure.LOSS, 0.05, ClippingBound.Since.LAST);
    ScriptedServer falling = losing(0.50, 0.56, 0.50, 0.50);

    // The fall from 0.54 to 0.40 is no cost, but the rise from there is.
    assertThat(losing(0.50, 0.54, 0.40, 0.46).run(plan, START, FEDERATION).result().delta())
        .isEqualTo(1.3);
    assertThat(losing(0.50, 0.55, 0.60, 0.65).run(plan, START, FEDERATION).result().delta())
        .isEqualTo(0.7);
    assertThat(falling.run(plan, START, FEDERATION).result().delta()).isEqualTo(2.5);
    assertThat(falling.events(ClippingTested.class)).hasSize(3);
  }

  @Test
  void aLossThatIsNoNumberIsBeyondTheBound() {
    PhasePlan plan = search(ClippingBound.Measure.LOSS, 1e6, ClippingBound.Since.START);

    ServerAction.Finish finish =
        losing(0.50, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN).run(plan, START, FEDERATION);

    assertThat(finish.result().delta()).isEqualTo(2.5);
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

  /** A search at 2.5, 1.9, 1.3 and 0.7, which set none, one, two and three weights to 0. */
  private static PhasePlan search(
      ClippingBound.Measure measure, double limit, ClippingBound.Since since) {
    return new PhasePlan.Clipping(
        new ClippingDelta.Search(2.5, 0.7, 0.6, new ClippingBound(measure, limit, since)),
        Spread.LIVE);
  }

  /** Accuracy that is always the same, and loss by the number of weights that are 0. */
  private static ScriptedServer losing(Double... losses) {
    return server(Map.of(0, 0.9, 1, 0.9, 2, 0.9, 3, 0.9))
        .computingWith(
            new LossByZeros(List.of(losses)),
            new GreyImages(ToyEngine.ARCHITECTURE.input(), new int[] {0}));
  }

  /** Accuracy by the number of weights that are 0. */
  private static ScriptedServer server(Map<Integer, Double> accuracies) {
    return new ScriptedServer(
        (client, model, task) -> {
          throw new AssertionError("clipping asks no client");
        },
        model -> accuracies.getOrDefault(zeros(model.parameters()), Double.NaN));
  }

  private static int zeros(ParameterVector parameters) {
    int zeros = 0;
    for (float value : parameters.toArray()) {
      zeros += value == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** Knows the loss by the number of weights that are 0, and nothing else. */
  private record LossByZeros(List<Double> losses) implements Learner {

    @Override
    public double loss(ParameterVector model, Examples examples) {
      return losses.get(zeros(model));
    }

    @Override
    public ParameterVector train(
        ParameterVector start, Examples examples, LocalTraining training, RandomGenerator order) {
      throw new AssertionError("clipping trains nothing");
    }

    @Override
    public int[] predict(ParameterVector model, Examples examples) {
      throw new AssertionError("the examiner predicts");
    }

    @Override
    public InputGradient inputGradient(ParameterVector model, Examples examples) {
      throw new AssertionError("clipping needs no gradient");
    }

    @Override
    public double[] activations(ParameterVector model, Examples examples, ActivationRecord record) {
      throw new AssertionError("clipping needs no activations");
    }

    @Override
    public void close() {}
  }
}
