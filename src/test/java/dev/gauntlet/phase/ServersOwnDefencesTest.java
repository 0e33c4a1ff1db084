package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.data.Examples;
import dev.gauntlet.defense.NeuronRanking;
import dev.gauntlet.defense.PruningOrder;
import dev.gauntlet.defense.PruningStop;
import dev.gauntlet.defense.ToyBackdoor;
import dev.gauntlet.defense.TriggerInversion;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Accuracy;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fine-pruning and Neural Cleanse on a network with a small backdoor. */
class ServersOwnDefencesTest {

  private static final ChannelBlock BLOCK = ToyBackdoor.ARCHITECTURE.lastConvolution();
  private static final ServerTuning TUNING = new ServerTuning(5, OptionalDouble.of(0.05));

  /** The threshold is that of few labels: of 4, the median deviation says little. */
  private static final PhasePlan.NeuralCleanse CLEANSE =
      new PhasePlan.NeuralCleanse(
          ToyBackdoor.LABELS,
          false,
          new TriggerInversion(400, 32, 0.1, 0.99, 0.001, 1.5, 10),
          1,
          0.2,
          TUNING);

  private final Learner learner = ToyBackdoor.learner();
  private final Examples images = ToyBackdoor.clean(200, 1);
  private final ScriptedServer server =
      new ScriptedServer(
              (client, model, task) -> null,
              model -> Accuracy.of(learner, model.parameters(), images))
          .computingWith(learner, images);

  @AfterEach
  void close() {
    learner.close();
  }

  @Test
  void finePruningPrunesTheLeastActiveAndHoldsThemAtZero() {
    GlobalModel model = model(ToyBackdoor.model(learner));
    double[] activations =
        learner.activations(model.parameters(), images, ActivationRecord.AFTER_ACTIVATION);

    ServerAction.Finish end =
        run(
            new PhasePlan.FinePruning(
                ActivationRecord.AFTER_ACTIVATION, 1, new PruningStop(0.02, 0.05), TUNING),
            model);

    List<Integer> order = server.events(RunEvent.NeuronsRanked.class).get(0).order();
    assertThat(order.stream().map(channel -> activations[channel]).toList()).isSorted();
    List<Integer> pruned = server.events(RunEvent.NeuronsPruned.class).get(0).channels();
    assertThat(pruned).isNotEmpty().isEqualTo(order.subList(0, pruned.size()));
    assertThat(end.result().prunedNeurons()).isEqualTo(pruned.size());
    assertThat(end.model().pruned().count()).isEqualTo(pruned.size());
    for (int channel = 0; channel < BLOCK.channels(); channel++) {
      assertThat(isZero(end.model().parameters(), channel)).isEqualTo(pruned.contains(channel));
    }
    assertThat(server.events(RunEvent.ServerTrained.class)).hasSize(1);
    assertThat(end.model().parameters())
        .isNotEqualTo(BLOCK.pruned(model.parameters(), end.model().pruned()));
    assertThat(Accuracy.of(learner, end.model().parameters(), ToyBackdoor.clean(200, 7)))
        .isGreaterThan(0.9);
  }

  @Test
  void finePruningKeepsWhatWasPrunedBefore() {
    GlobalModel model = model(ToyBackdoor.model(learner)).pruning(PrunedChannels.of(4), BLOCK);

    ServerAction.Finish end =
        run(
            new PhasePlan.FinePruning(
                ActivationRecord.AFTER_ACTIVATION, 3, new PruningStop(1, 1), TUNING),
            model);

    assertThat(server.events(RunEvent.NeuronsRanked.class).get(0).order()).hasSize(11);
    assertThat(end.result().prunedNeurons()).isEqualTo(11);
    assertThat(end.model().pruned().count()).isEqualTo(12);
  }

  @Test
  void finePruningGoesOnPastAChannelThatCostsTooMuch() {
    GlobalModel model = model(ToyBackdoor.model(learner));
    List<Integer> order =
        PruningOrder.byRanking(
            List.of(
                NeuronRanking.ofActivations(
                    learner.activations(
                        model.parameters(), images, ActivationRecord.AFTER_ACTIVATION))));
    int needed = order.get(1);
    ScriptedServer scripted =
        new ScriptedServer(
                (client, asked, task) -> null,
                tested -> tested.pruned().contains(needed) ? 0.5 : 0.9)
            .computingWith(learner, images);

    ServerAction.Finish end =
        scripted.run(
            new PhasePlan.FinePruning(
                ActivationRecord.AFTER_ACTIVATION, 4, new PruningStop(0.02, 0.05, 0, 1), TUNING),
            model,
            ScriptedServer.federation(2, BLOCK));

    List<Integer> skipped = order.subList(0, 4);
    assertThat(scripted.events(RunEvent.PruningTested.class))
        .containsExactly(
            new RunEvent.PruningTested(2, null, 0, 0.9, List.of()),
            new RunEvent.PruningTested(2, null, 4, 0.5, List.of()),
            new RunEvent.PruningTested(2, null, 4, 0.9, skipped),
            new RunEvent.PruningTested(2, null, 8, 0.9, skipped));
    assertThat(scripted.events(RunEvent.NeuronsPruned.class))
        .containsExactly(new RunEvent.NeuronsPruned(2, null, order.subList(4, 12)));
    assertThat(end.model().pruned())
        .isEqualTo(
            PrunedChannels.of(order.subList(4, 12).stream().mapToInt(Integer::intValue).toArray()));
  }

  @Test
  void neuralCleanseFlagsTheTargetAndUnlearnsItsTrigger() {
    GlobalModel model = model(ToyBackdoor.model(learner));
    Examples stamped = ToyBackdoor.stamped(200, 2);

    ServerAction.Finish end = run(CLEANSE, model);

    RunEvent.LabelsScreened screened = server.events(RunEvent.LabelsScreened.class).get(0);
    assertThat(screened.flaggedLabels()).containsExactly(ToyBackdoor.TARGET);
    assertThat(screened.maskNorms()).hasSize(ToyBackdoor.LABELS);
    assertThat(Accuracy.of(learner, model.parameters(), stamped)).isGreaterThan(0.95);
    assertThat(Accuracy.of(learner, end.model().parameters(), stamped)).isLessThan(0.2);
    assertThat(Accuracy.of(learner, end.model().parameters(), ToyBackdoor.clean(200, 7)))
        .isGreaterThan(0.9);
    assertThat(server.computed).hasSize(2);
    assertThat(server.computed.get(0).tasks()).hasSize(ToyBackdoor.LABELS);
  }

  @Test
  void neuralCleanseFindsABackdoorInTheImagesOfOneLabelByPairs() {
    GlobalModel model = model(ToyBackdoor.modelOfOneSource(learner));
    Examples stamped = ToyBackdoor.stampedOfOneSource(200, 2);
    PhasePlan.NeuralCleanse pairs =
        new PhasePlan.NeuralCleanse(ToyBackdoor.LABELS, true, CLEANSE.inversion(), 1, 0.2, TUNING);

    ServerAction.Finish end = run(pairs, model);

    assertThat(server.computed.get(0).tasks())
        .hasSize(ToyBackdoor.LABELS * (ToyBackdoor.LABELS - 1));
    RunEvent.LabelsScreened screened = server.events(RunEvent.LabelsScreened.class).get(0);
    assertThat(screened.flaggedLabels()).containsExactly(ToyBackdoor.TARGET);
    assertThat(Accuracy.of(learner, model.parameters(), stamped)).isGreaterThan(0.95);
    assertThat(Accuracy.of(learner, end.model().parameters(), stamped)).isLessThan(0.2);
  }

  @Test
  void neuralCleanseLeavesAModelAloneOfWhichNoLabelIsFlagged() {
    GlobalModel model = model(ToyBackdoor.model(learner));
    PhasePlan.NeuralCleanse trusting =
        new PhasePlan.NeuralCleanse(
            ToyBackdoor.LABELS, false, CLEANSE.inversion(), 1e6, 0.2, TUNING);

    ServerAction.Finish end = run(trusting, model);

    assertThat(end.model()).isEqualTo(model);
    assertThat(server.computed).hasSize(1);
    assertThat(server.events(RunEvent.ServerTrained.class)).isEmpty();
  }

  @Test
  void tuningThatDivergesIsNotUsed() {
    GlobalModel model = model(ToyBackdoor.model(learner));
    ServerTuning wild = new ServerTuning(3, OptionalDouble.of(1e30));

    ServerAction.Finish end =
        run(
            new PhasePlan.FinePruning(
                ActivationRecord.AFTER_ACTIVATION, 1, new PruningStop(0.02, 0.05), wild),
            model);

    assertThat(end.model().parameters())
        .isEqualTo(BLOCK.pruned(model.parameters(), end.model().pruned()));
    assertThat(server.events(RunEvent.ServerTrained.class))
        .containsExactly(new RunEvent.ServerTrained(2, 3, null));
  }

  private ServerAction.Finish run(PhasePlan plan, GlobalModel model) {
    return server.run(plan, model, ScriptedServer.federation(2, BLOCK));
  }

  private static GlobalModel model(ParameterVector parameters) {
    return new GlobalModel(0, parameters, PrunedChannels.NONE, WeightMoments.NONE);
  }

  private static boolean isZero(ParameterVector model, int channel) {
    int start = BLOCK.weightOffset() + channel * BLOCK.weightsPerChannel();
    return model.get(BLOCK.biasOffset() + channel) == 0
        && IntStream.range(start, start + BLOCK.weightsPerChannel())
            .allMatch(weight -> model.get(weight) == 0);
  }
}
