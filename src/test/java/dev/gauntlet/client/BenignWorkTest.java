package dev.gauntlet.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.defense.NeuronRanking;
import dev.gauntlet.defense.PruneBallot;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenignWorkTest {

  private static final RandomStreams STREAMS = new RandomStreams(1);
  private static final ClientId CLIENT = new ClientId(6);
  private static final Examples EXAMPLES = new GreyImages(new ImageShape(1, 1, 1), 3, 1, 2, 0);
  private static final LocalTraining SETTINGS =
      new LocalTraining(2, 8, 0.1, 0.01, PrunedChannels.of(1));
  private static final GlobalModel MODEL =
      new GlobalModel(
          4, ParameterVector.copyOf(9, 7, 5, 3), PrunedChannels.NONE, WeightMoments.NONE);

  private final RecordingLearner learner = new RecordingLearner();
  private final BenignWork work =
      new BenignWork(CLIENT, EXAMPLES, new ChannelBlock(2, 1, 0, 2), STREAMS);

  @Test
  void trainsOnItsOwnDataAndReturnsTheDelta() {
    ClientReply reply =
        work.perform(
            new ClientTask.TrainLocally(3, 3, SETTINGS), MODEL, FiredEntries.NONE, learner);

    assertThat(reply)
        .isEqualTo(
            new ClientReply.Update(new ModelUpdate(CLIENT, 4, ParameterVector.copyOf(1, 1, 1, 1))));
    assertThat(learner.trainedOn).containsExactly(EXAMPLES);
    assertThat(learner.settings).containsExactly(SETTINGS);
  }

  @Test
  void drawsFromAStreamOfItsOwnInEveryRound() {
    for (int round = 1; round <= 3; round++) {
      work.perform(
          new ClientTask.FineTune(round, round, SETTINGS), MODEL, FiredEntries.NONE, learner);
    }

    assertThat(learner.firstDraws)
        .doesNotHaveDuplicates()
        .startsWith(
            STREAMS.stream("local-training", 6, 1).nextLong(),
            STREAMS.stream("local-training", 6, 2).nextLong());
  }

  @Test
  void ranksChannelsByActivationOnItsOwnData() {
    assertThat(
            work.perform(
                new ClientTask.RankNeurons(0, ActivationRecord.AFTER_ACTIVATION),
                MODEL,
                FiredEntries.NONE,
                learner))
        .isEqualTo(new ClientReply.Ranking(new NeuronRanking(List.of(2, 1))));
    assertThat(learner.activatedBy).containsExactly(EXAMPLES);
  }

  @Test
  void votesAgainstItsLeastActiveChannels() {
    assertThat(
            work.perform(
                new ClientTask.CastVotes(0, ActivationRecord.AFTER_ACTIVATION, 0.5),
                MODEL,
                FiredEntries.NONE,
                learner))
        .isEqualTo(new ClientReply.Ballot(new PruneBallot(List.of(true, false))));
  }

  @Test
  void measuresAccuracyBeforeAndWhileItPrunes() {
    ClientReply reply =
        work.perform(
            new ClientTask.MeasurePruning(0, List.of(1, 0), 1), MODEL, FiredEntries.NONE, learner);

    // A pruned channel makes the image of its bias and that of its weight wrong.
    assertThat(reply).isEqualTo(new ClientReply.Accuracies(List.of(1.0, 0.5, 0.0)));
  }

  @Test
  void measuresOnlyAfterEverySeveralChannels() {
    ClientReply reply =
        work.perform(
            new ClientTask.MeasurePruning(0, List.of(1, 0), 2), MODEL, FiredEntries.NONE, learner);

    assertThat(reply).isEqualTo(new ClientReply.Accuracies(List.of(1.0, 0.0)));
  }

  @Test
  void startsMeasuringWithWhatIsPrunedAlready() {
    GlobalModel pruned = MODEL.pruning(PrunedChannels.of(0), work.block());

    assertThat(
            work.perform(
                new ClientTask.MeasurePruning(0, List.of(1), 1),
                pruned,
                FiredEntries.NONE,
                learner))
        .isEqualTo(new ClientReply.Accuracies(List.of(0.5, 0.0)));
  }
}
