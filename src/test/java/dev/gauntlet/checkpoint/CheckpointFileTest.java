package dev.gauntlet.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gauntlet.actor.InFlightState;
import dev.gauntlet.actor.ServerState;
import dev.gauntlet.aggregation.AggregatorState;
import dev.gauntlet.data.DataFile;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ClientRegistry;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.metrics.Detection;
import dev.gauntlet.phase.RoundsState;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.report.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckpointFileTest {

  private static final GlobalModel OLD =
      new GlobalModel(
          3,
          ParameterVector.copyOf(1, -0f, Float.MIN_VALUE),
          PrunedChannels.NONE,
          WeightMoments.NONE);
  private static final GlobalModel NEW =
      new GlobalModel(
          9,
          ParameterVector.copyOf(0.1f, Float.MAX_VALUE, -7),
          PrunedChannels.of(2, 5),
          new WeightMoments(50, -0.1 - 0.2, 1e-300));

  private static final LocalTraining TRAINING =
      new LocalTraining(2, 32, new Optimiser(0.1, 0.9, true, 0.3), 1e-300, PrunedChannels.of(2));

  /** Every kind of thing that can be under way. */
  private static final List<InFlightState.Item> ITEMS =
      List.of(
          new InFlightState.Entry(-2, 7.000000000000001, 3),
          answer(11, new ClientTask.TrainLocally(4, (4L << 32) + 1, TRAINING)),
          answer(12, new ClientTask.FineTune(5, 6, TRAINING)),
          answer(13, new ClientTask.MeasureLoss()),
          answer(14, new ClientTask.RankNeurons(7, ActivationRecord.AFTER_ACTIVATION)),
          answer(15, new ClientTask.CastVotes(7, ActivationRecord.BEFORE_ACTIVATION, 0.3)),
          answer(16, new ClientTask.MeasurePruning(7, List.of(4, 1), 2)),
          new InFlightState.Loss(17, 9, new ClientId(5), "went \"offline\""),
          new InFlightState.Alarm(18, 1e300));

  private static InFlightState.Item answer(long sequence, ClientTask task) {
    return new InFlightState.Answer(
        sequence, 8.5, new ClientId(1), OLD, task, new FiredEntries(List.of(0, 2)));
  }

  private static Checkpoint checkpoint(ServerState.@Nullable Closing closing) {
    Summary.PhaseSummary phase =
        new Summary.PhaseSummary(0, "training", 0.9, null, 0.8, null, 4, 2.5, 3, List.of(7), null);
    return new Checkpoint(
        new Checkpoint.Origin(
            "0.1.0",
            "ab12",
            "BLAS",
            "cd34",
            List.of(new DataFile("images", 1L << 40, "ef56")),
            Map.of(3, Set.of(9, 1))),
        new Checkpoint.JournalPosition(
            new Checkpoint.FilePosition(1L << 35, "12"),
            new Checkpoint.FilePosition(7, "34"),
            new Summary("tiny", -5, List.of(), List.of(phase), null),
            Detection.of(1, 2, 3, 4),
            Map.of(5, true, 6, false)),
        new Checkpoint.History(12, 0.5, 1.25, 2, "runs/base@round:3"),
        PrunedChannels.of(3, 1),
        new ServerState(
            new ServerState.Progress(1, OLD, 7, 8),
            new FiredEntries(List.of(2, 0)),
            "centered-clipping",
            new AggregatorState(
                Map.of("momentum", ParameterVector.copyOf(1, 2)),
                Map.of(new ClientId(11), ParameterVector.copyOf(3))),
            new ClientRegistry.State(
                List.of(1), List.of(), List.of(1, 5), Map.of(4, 12.5), Map.of("selection", 3)),
            new InFlightState(6.25, 19, ITEMS, Map.of(new ClientId(1), 6L, new ClientId(10), 1L)),
            closing));
  }

  private static ServerState.Closing closing() {
    return new ServerState.Closing(
        new RoundsState(
            NEW,
            4,
            2,
            new RoundsState.Kept(OLD, Double.NEGATIVE_INFINITY, 0),
            new RoundsState.AtWork(Map.of(new ClientId(1), 6), 3, 0, 1)),
        0.1 + 0.2);
  }

  @Test
  void readsBackWhatItWrote() throws Exception {
    for (Checkpoint written : List.of(checkpoint(closing()), checkpoint(null))) {

      assertThat(CheckpointFile.read(bytes(written))).isEqualTo(written);
    }
  }

  @Test
  void writesAModelOnceHoweverOftenItIsUsed() throws Exception {
    byte[] file = bytes(checkpoint(closing()));

    String text = new String(file, StandardCharsets.ISO_8859_1);
    assertThat(text).contains("\"parameters\":3").doesNotContain("\"parameters\":4");
    // After the first line comes the length of the text, then how many vectors there are.
    assertThat(ByteBuffer.wrap(file).getInt(text.indexOf('\n') + 1 + Integer.BYTES)).isEqualTo(4);
  }

  @Test
  void noticesEveryByteThatIsNotAsWritten() throws Exception {
    byte[] file = bytes(checkpoint(closing()));
    Random random = new Random(1);
    for (int place = 0; place < file.length; place++) {
      byte[] damaged = file.clone();
      damaged[place] ^= (byte) (1 << random.nextInt(8));
      assertRefused(damaged);
    }
    for (int length = 0; length < file.length; length++) {
      assertRefused(Arrays.copyOf(file, length));
    }
    assertRefused(Arrays.copyOf(file, file.length + 1));
  }

  @Test
  void namesAFormatThatItDoesNotKnow() throws Exception {
    byte[] file = bytes(checkpoint(null));
    file["gauntlet checkpoint ".length()] = '9';

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> CheckpointFile.read(file))
        .withMessage("it is of a format that this version does not know");
  }

  private static void assertRefused(byte[] file) {
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> CheckpointFile.read(file));
  }

  private static byte[] bytes(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CheckpointFile.write(checkpoint, bytes);
    return bytes.toByteArray();
  }
}
