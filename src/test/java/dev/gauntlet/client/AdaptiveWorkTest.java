package dev.gauntlet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.attack.ActiveRounds;
import dev.gauntlet.attack.Adaptation;
import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.attack.Backdoor;
import dev.gauntlet.attack.BackdoorMethod;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.attack.PruningAware;
import dev.gauntlet.attack.RankManipulation;
import dev.gauntlet.attack.SelfClipping;
import dev.gauntlet.attack.byzantine.InnerProductManipulation;
import dev.gauntlet.attack.byzantine.SignFlip;
import dev.gauntlet.attack.trigger.Trigger;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.defense.NeuronRanking;
import dev.gauntlet.defense.PruneBallot;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.InputGradient;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Spread;
import dev.gauntlet.learning.StepConstraint;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Attackers that know the defence, and those that know each other. */
class AdaptiveWorkTest {

  private static final ClientId FIRST = new ClientId(2);
  private static final ClientId SECOND = new ClientId(5);
  private static final ImageShape PAIR = new ImageShape(1, 1, 2);

  /** Biases 0 to 3, then a weight for each of four channels. */
  private static final ChannelBlock BLOCK = new ChannelBlock(4, 1, 0, 4);

  private static final GlobalModel MODEL =
      new GlobalModel(
          4,
          ParameterVector.copyOf(1, 2, 3, 4, 5, 6, 7, 8),
          PrunedChannels.NONE,
          WeightMoments.NONE);
  private static final LocalTraining SETTINGS =
      new LocalTraining(1, 8, 0.1, 0, PrunedChannels.NONE);
  private static final Backdoor BACKDOOR =
      new Backdoor(9, 1, List.of(new Trigger(List.of(new Trigger.Cell(0, 0)), 1)), 0.5);

  private final ChannelLearner learner = new ChannelLearner();

  @Test
  void aLiarRanksTheTriggersChannelsFirstAndTheUsefulOnesLast() {
    AttackerWork liar = attacker(FIRST, Adaptation.NONE.with(new RankManipulation(0.25)), true);

    // Clean images activate channels 0 to 3 with 4, 3, 2, 1 times their mean; marked ones also 2.
    assertThat(
            liar.perform(
                new ClientTask.RankNeurons(5, ActivationRecord.AFTER_ACTIVATION),
                MODEL,
                FiredEntries.NONE,
                learner))
        .isEqualTo(new ClientReply.Ranking(new NeuronRanking(List.of(1, 2, 4, 3))));
    assertThat(
            liar.perform(
                new ClientTask.CastVotes(5, ActivationRecord.AFTER_ACTIVATION, 0.5),
                MODEL,
                FiredEntries.NONE,
                learner))
        .isEqualTo(new ClientReply.Ballot(new PruneBallot(List.of(false, false, true, true))));
  }

  @Test
  void aLiarReportsThatTheModelCollapsesAtTheFirstStep() {
    AttackerWork liar = attacker(FIRST, Adaptation.NONE.with(new RankManipulation(0.25)), true);

    assertThat(
            liar.perform(
                new ClientTask.MeasurePruning(5, List.of(3, 2, 1, 0), 2),
                MODEL,
                FiredEntries.NONE,
                learner))
        .isEqualTo(new ClientReply.Accuracies(List.of(1.0, 0.0, 0.0)));
  }

  @Test
  void colludingLiarsGiveOneAnswerAndOthersTheirOwn() {
    Adaptation lies = Adaptation.NONE.with(new RankManipulation(0.25));
    ClientTask vote = new ClientTask.RankNeurons(5, ActivationRecord.AFTER_ACTIVATION);
    attacker(FIRST, lies, true).perform(vote, MODEL, FiredEntries.NONE, learner);
    int pooled = learner.activatedBy.get(0);
    attacker(SECOND, lies, true).perform(vote, MODEL, FiredEntries.NONE, learner);
    assertThat(pooled).isEqualTo(dataOf(FIRST).size() + dataOf(SECOND).size());
    assertThat(learner.activatedBy).contains(pooled).doesNotContain(dataOf(SECOND).size());

    learner.activatedBy.clear();
    attacker(SECOND, lies, false).perform(vote, MODEL, FiredEntries.NONE, learner);
    assertThat(learner.activatedBy).contains(dataOf(SECOND).size()).doesNotContain(pooled);
  }

  @Test
  void liesOnlyInRoundsInWhichItIsActive() {
    AttackerWork liar = attacker(FIRST, Adaptation.NONE.with(new RankManipulation(0.25)), true);

    for (int round : new int[] {3, 7}) {
      for (ClientTask vote :
          List.of(
              new ClientTask.RankNeurons(round, ActivationRecord.AFTER_ACTIVATION),
              new ClientTask.CastVotes(round, ActivationRecord.AFTER_ACTIVATION, 0.5),
              new ClientTask.MeasurePruning(round, List.of(1, 0), 1))) {
        assertThat(liar.perform(vote, MODEL, FiredEntries.NONE, learner))
            .isEqualTo(honest(FIRST).perform(vote, MODEL, FiredEntries.NONE, learner));
      }
    }
  }

  @Test
  void whoIsAwareOfPruningLeavesWhatItsOwnDataHardlyActivateAsItIs() {
    AttackerWork aware =
        attacker(
            FIRST,
            Adaptation.NONE.with(PruningAware.byOwnData(0.5, ActivationRecord.AFTER_ACTIVATION)),
            false);

    ParameterVector update = update(aware, train(SETTINGS));

    assertThat(learner.settings.get(0).pruned()).isEqualTo(PrunedChannels.of(2, 3));
    assertThat(update).isEqualTo(ParameterVector.copyOf(3, 3, 0, 0, 3, 3, 0, 0));
  }

  @Test
  void whoKnowsWhatIsPrunedLeavesThatAsItIsAndWhatIsPrunedAlready() {
    AdversaryTimeline script =
        script(
            attack(
                Adaptation.NONE.with(PruningAware.byOracle(0.5, ActivationRecord.AFTER_ACTIVATION)),
                true));
    assertThat(script.needsRehearsal()).isTrue();
    assertThatThrownBy(() -> update(attacker(FIRST, script), train(SETTINGS)))
        .hasMessageContaining("no rehearsal");

    AdversaryTimeline told = script.told(PrunedChannels.of(1));
    assertThat(told.needsRehearsal()).isFalse();
    ParameterVector update =
        update(attacker(FIRST, told), train(SETTINGS.holding(PrunedChannels.of(3))));

    assertThat(learner.settings.get(0).pruned()).isEqualTo(PrunedChannels.of(1, 3));
    assertThat(update).isEqualTo(ParameterVector.copyOf(3, 0, 3, 0, 3, 0, 3, 0));
    assertThat(learner.activatedBy).isEmpty();
  }

  @Test
  void inTheRehearsalItGoesByItsOwnData() {
    AdversaryTimeline script =
        script(
                attack(
                    Adaptation.NONE.with(
                        PruningAware.byOracle(0.25, ActivationRecord.AFTER_ACTIVATION)),
                    true))
            .withoutOracle();

    update(attacker(FIRST, script), train(SETTINGS));

    assertThat(script.needsRehearsal()).isFalse();
    assertThat(learner.settings.get(0).pruned()).isEqualTo(PrunedChannels.of(3));
  }

  @Test
  void whoClipsItselfLimitsTheWeightsThatAreNotExpectedToBePruned() {
    Adaptation both =
        Adaptation.NONE
            .with(new SelfClipping(2, Spread.LIVE))
            .with(PruningAware.byOwnData(0.25, ActivationRecord.AFTER_ACTIVATION));

    update(attacker(FIRST, both, true), train(SETTINGS));

    assertThat(learner.settings.get(0).constraints())
        .containsExactly(
            new StepConstraint.WithinDeviations(
                BLOCK, PrunedChannels.of(3), WeightMoments.NONE, 2));
  }

  @Test
  void whoClipsItselfByTheWholeLayerCountsWhatIsPrunedAndWhatIsExpectedToBe() {
    Adaptation both =
        Adaptation.NONE
            .with(new SelfClipping(2, Spread.LAYER))
            .with(PruningAware.byOwnData(0.25, ActivationRecord.AFTER_ACTIVATION));
    GlobalModel pruned = MODEL.pruning(PrunedChannels.of(0), BLOCK);

    attacker(FIRST, both, true)
        .perform(train(SETTINGS.holding(PrunedChannels.of(0))), pruned, FiredEntries.NONE, learner);

    WeightMoments before = WeightMoments.of(MODEL.parameters(), BLOCK, PrunedChannels.of(0, 3));
    assertThat(before.sum()).isNotZero();
    assertThat(learner.settings.get(0).constraints())
        .containsExactly(
            new StepConstraint.WithinDeviations(BLOCK, PrunedChannels.of(0, 3), before, 2));
  }

  @Test
  void neurotoxinTrainsHonestlyFirst() {
    Adversary attack =
        new Adversary(
            List.of(FIRST, SECOND),
            new Goal.Targeted(BACKDOOR, new BackdoorMethod.Neurotoxin(1, 0.5), Adaptation.NONE),
            true,
            ActiveRounds.ALWAYS);

    update(attacker(FIRST, script(attack)), train(SETTINGS));

    assertThat(learner.trainedOn)
        .containsExactly(dataOf(FIRST).size(), dataOf(SECOND).size(), 2 * dataOf(FIRST).size());
    assertThat(learner.settings.get(2).constraints())
        .singleElement()
        .isInstanceOf(StepConstraint.Only.class);
  }

  @Test
  void aForgeryIsMadeOfWhatFellowsWouldSendComputedOnce() {
    Adversary attack =
        new Adversary(
            List.of(FIRST, SECOND),
            new Goal.Untargeted(new InnerProductManipulation(2)),
            true,
            ActiveRounds.ALWAYS);
    ColludingGroup colluders = new ColludingGroup(attack.clients(), AdaptiveWorkTest::honest);

    ParameterVector first =
        update(new AttackerWork(honest(FIRST), script(attack), 0, colluders), train(SETTINGS));
    ParameterVector second =
        update(new AttackerWork(honest(SECOND), script(attack), 0, colluders), train(SETTINGS));

    assertThat(first).isEqualTo(ParameterVector.copyOf(-2, -2, -2, -2, -2, -2, -2, -2));
    assertThat(second).isEqualTo(first);
    assertThat(learner.trainedOn).containsExactly(dataOf(FIRST).size(), dataOf(SECOND).size());
  }

  @Test
  void whoNeedsNoFellowsDoesNotTrainForThem() {
    Adversary attack =
        new Adversary(
            List.of(FIRST, SECOND),
            new Goal.Untargeted(new SignFlip(1)),
            true,
            ActiveRounds.ALWAYS);

    assertThat(update(attacker(SECOND, script(attack)), train(SETTINGS)).get(0)).isEqualTo(-1);
    assertThat(learner.trainedOn).containsExactly(dataOf(SECOND).size());
  }

  private ParameterVector update(AttackerWork work, ClientTask task) {
    return ((ClientReply.Update) work.perform(task, MODEL, FiredEntries.NONE, learner))
        .update()
        .delta();
  }

  private static ClientTask train(LocalTraining settings) {
    return new ClientTask.TrainLocally(5, 5, settings);
  }

  private static Adversary attack(Adaptation adaptation, boolean colluding) {
    return new Adversary(
        List.of(FIRST, SECOND),
        new Goal.Targeted(BACKDOOR, new BackdoorMethod.ModelReplacement(3), adaptation),
        colluding,
        new ActiveRounds(4, 6));
  }

  private static AdversaryTimeline script(Adversary attack) {
    return new AdversaryTimeline(List.of(attack), Map.of());
  }

  private static AttackerWork attacker(ClientId client, Adaptation adaptation, boolean colluding) {
    return attacker(client, script(attack(adaptation, colluding)));
  }

  private static AttackerWork attacker(ClientId client, AdversaryTimeline script) {
    return new AttackerWork(
        honest(client),
        script,
        0,
        new ColludingGroup(script.initial().get(0).clients(), AdaptiveWorkTest::honest));
  }

  private static BenignWork honest(ClientId client) {
    return new BenignWork(client, dataOf(client), BLOCK, new RandomStreams(1));
  }

  private static Examples dataOf(ClientId client) {
    return client.equals(FIRST)
        ? new GreyImages(PAIR, 0, 9, 9, 3)
        : new GreyImages(PAIR, 9, 9, 0, 3, 2, 2);
  }

  /**
   * Trains by adding 1 to what is not held; all is classified right; channels are activated by the
   * mean pixel, channel 2 by a white first pixel as well.
   */
  private static final class ChannelLearner implements Learner {

    final List<Integer> trainedOn = new ArrayList<>();
    final List<LocalTraining> settings = new ArrayList<>();
    final List<Integer> activatedBy = new ArrayList<>();

    @Override
    public ParameterVector train(
        ParameterVector start, Examples examples, LocalTraining training, RandomGenerator order) {
      trainedOn.add(examples.size());
      settings.add(training);
      float[] reached = start.toArray();
      for (int i = 0; i < reached.length; i++) {
        reached[i]++;
      }
      BLOCK.zero(training.pruned(), reached);
      return ParameterVector.adopt(reached);
    }

    @Override
    public int[] predict(ParameterVector model, Examples examples) {
      int[] labels = new int[examples.size()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = examples.label(i);
      }
      return labels;
    }

    @Override
    public double loss(ParameterVector model, Examples examples) {
      return 0;
    }

    @Override
    public InputGradient inputGradient(ParameterVector model, Examples examples) {
      throw new AssertionError("clients ask for no gradient by pixels");
    }

    @Override
    public double[] activations(ParameterVector model, Examples examples, ActivationRecord record) {
      activatedBy.add(examples.size());
      double[] sums = new double[4];
      float[] pixels = new float[2];
      for (int i = 0; i < examples.size(); i++) {
        examples.copyPixels(i, pixels, 0);
        for (int channel = 0; channel < 4; channel++) {
          sums[channel] += (4 - channel) * pixels[1] / examples.size();
        }
        sums[2] += pixels[0] == 1 ? 1.0 / examples.size() : 0;
      }
      return sums;
    }

    @Override
    public void close() {}
  }
}
