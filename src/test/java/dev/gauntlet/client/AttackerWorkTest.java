package dev.gauntlet.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.attack.ActiveRounds;
import dev.gauntlet.attack.Adaptation;
import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.attack.AttackerTraining;
import dev.gauntlet.attack.Backdoor;
import dev.gauntlet.attack.BackdoorMethod;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.attack.Poisoning;
import dev.gauntlet.attack.trigger.Stamped;
import dev.gauntlet.attack.trigger.Trigger;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.OptimiserChange;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttackerWorkTest {

  private static final ClientId FIRST = new ClientId(2);
  private static final ClientId SECOND = new ClientId(5);
  private static final ImageShape PAIR = new ImageShape(1, 1, 2);
  private static final Examples CLEAN = new GreyImages(PAIR, 0, 9, 9, 3);
  private static final LocalTraining SETTINGS =
      new LocalTraining(1, 8, 0.1, 0, PrunedChannels.NONE);
  private static final GlobalModel MODEL =
      new GlobalModel(
          4, ParameterVector.copyOf(9, 7, 5, 3), PrunedChannels.NONE, WeightMoments.NONE);
  private static final Adversary ATTACK =
      new Adversary(
          List.of(FIRST, SECOND),
          new Backdoor(9, 1, List.of(cell(0), cell(1)), 0.5),
          3,
          new ActiveRounds(4, 6));

  private final RecordingLearner learner = new RecordingLearner();

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void trainsOnPoisonedDataAndAmplifiesWhileItIsActive(int round) {
    ClientReply reply = attacker(FIRST).perform(train(round), MODEL, FiredEntries.NONE, learner);

    assertThat(reply)
        .isEqualTo(
            new ClientReply.Update(new ModelUpdate(FIRST, 4, ParameterVector.copyOf(3, 3, 3, 3))));
    Examples poisoned = learner.trainedOn.get(0);
    assertThat(poisoned.size()).isEqualTo(8);
    assertThat(poisoned.label(0)).isZero();
    assertThat(poisoned.label(4)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void doesAsABenignClientBeforeAndAfter(int round) {
    ClientReply reply = attacker(FIRST).perform(train(round), MODEL, FiredEntries.NONE, learner);

    assertThat(reply)
        .isEqualTo(honest(FIRST).perform(train(round), MODEL, FiredEntries.NONE, learner));
    assertThat(learner.trainedOn).containsExactly(CLEAN, CLEAN);
  }

  @Test
  void attacksFineTuningAsWell() {
    attacker(FIRST)
        .perform(new ClientTask.FineTune(5, 5, SETTINGS), MODEL, FiredEntries.NONE, learner);

    assertThat(learner.trainedOn.get(0).size()).isEqualTo(8);
  }

  @Test
  void trainsInItsOwnWayOnPairsWhileItAttacks() {
    Adversary own =
        new Adversary(
            List.of(FIRST, SECOND),
            new Goal.Targeted(
                new Backdoor(9, 1, new Stamped(List.of(cell(0))), new Poisoning.Paired()),
                new BackdoorMethod.ModelReplacement(1),
                Adaptation.NONE,
                new AttackerTraining(
                    OptionalInt.of(5),
                    OptionalInt.empty(),
                    new OptimiserChange(
                        OptionalDouble.of(0.04),
                        OptionalDouble.of(0.9),
                        Optional.empty(),
                        OptionalDouble.empty()),
                    Optional.of(new RateSchedule.Step(2, 0.5)))),
            true,
            new ActiveRounds(4, 6));
    AttackerWork work =
        new AttackerWork(
            honest(FIRST),
            new AdversaryTimeline(List.of(own), Map.of()),
            0,
            new ColludingGroup(own.clients(), AttackerWorkTest::honest));

    work.perform(train(5), MODEL, FiredEntries.NONE, learner);
    work.perform(train(7), MODEL, FiredEntries.NONE, learner);

    assertThat(learner.settings)
        .containsExactly( // Round 5 is in the third pair of rounds: a quarter of the rate.
            new LocalTraining(5, 8, new Optimiser(0.01, 0.9, false, 0), 0, PrunedChannels.NONE)
                .onPairs(),
            SETTINGS);
    assertThat(learner.trainedOn.get(0).size()).isEqualTo(8);
    assertThat(learner.trainedOn.get(0).label(5)).isEqualTo(1);
  }

  @Test
  void stampsThePartOfItsPlaceAmongTheAttackers() {
    attacker(FIRST).perform(train(5), MODEL, FiredEntries.NONE, learner);
    attacker(SECOND).perform(train(5), MODEL, FiredEntries.NONE, learner);

    assertThat(firstCopy(0)[0]).isEqualTo(1);
    assertThat(firstCopy(0)[1]).isLessThan(0.1f);
    assertThat(firstCopy(1)[0]).isLessThan(0.1f);
    assertThat(firstCopy(1)[1]).isEqualTo(1);
  }

  @Test
  void ordersItsExamplesByTheSameStreamAsABenignClient() {
    attacker(FIRST).perform(train(5), MODEL, FiredEntries.NONE, learner);
    honest(FIRST).perform(train(5), MODEL, FiredEntries.NONE, learner);

    assertThat(learner.firstDraws.get(0)).isEqualTo(learner.firstDraws.get(1));
  }

  @Test
  void votesAndReportsHonestly() {
    for (ClientTask task :
        List.of(
            new ClientTask.RankNeurons(0, ActivationRecord.AFTER_ACTIVATION),
            new ClientTask.CastVotes(0, ActivationRecord.AFTER_ACTIVATION, 0.5),
            new ClientTask.MeasurePruning(0, List.of(1, 0), 1))) {
      assertThat(attacker(FIRST).perform(task, MODEL, FiredEntries.NONE, learner))
          .isEqualTo(honest(FIRST).perform(task, MODEL, FiredEntries.NONE, learner));
    }
  }

  private float[] firstCopy(int training) {
    float[] pixels = new float[2];
    learner.trainedOn.get(training).copyPixels(CLEAN.size(), pixels, 0);
    return pixels;
  }

  private static ClientTask train(int round) {
    return new ClientTask.TrainLocally(round, round, SETTINGS);
  }

  private static AttackerWork attacker(ClientId client) {
    return new AttackerWork(
        honest(client),
        new AdversaryTimeline(List.of(ATTACK), Map.of()),
        0,
        new ColludingGroup(ATTACK.clients(), AttackerWorkTest::honest));
  }

  private static BenignWork honest(ClientId client) {
    return new BenignWork(client, CLEAN, new ChannelBlock(2, 1, 0, 2), new RandomStreams(1));
  }

  private static Trigger cell(int column) {
    return new Trigger(List.of(new Trigger.Cell(0, column)), 1);
  }
}
