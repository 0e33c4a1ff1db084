package dev.gauntlet.actor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import akka.actor.typed.javadsl.Adapter;
import dev.gauntlet.defense.NeuronRanking;
import dev.gauntlet.defense.PruneBallot;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.RandomStreams;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireSerializerTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final WireSerializer SERIALIZER =
      new WireSerializer((akka.actor.ExtendedActorSystem) Adapter.toClassic(KIT.system()));
  private static final LocalTraining TRAINING =
      new LocalTraining(1, 32, new Optimiser(0.1, 0.9, true, 1e-300), 0.5, PrunedChannels.of(3, 1));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static Stream<Wire.Message> messages() {
    TestProbe<ProducerController.Command<Wire.ToWorker>> producer = KIT.createTestProbe();
    TestProbe<ConsumerController.Command<Wire.FromWorker>> consumer = KIT.createTestProbe();
    Stream<Wire.Message> links =
        Stream.of(
            new Wire.Connect(
                producer.getRef(), consumer.getRef(), new Identity("1.0 (abc)", "a machine")),
            new Wire.Offer(
                new RunOffer(
                    "name = größe",
                    List.of(new RunOffer.NamedText("availability.trace", "0,1,2\n")),
                    List.of(PrunedChannels.of(4, 2)),
                    List.of(new RunOffer.Held(3, List.of(1, 9))),
                    "mnist",
                    "ab12")),
            new Wire.Model(
                4,
                new GlobalModel(
                    7,
                    ParameterVector.copyOf(1, -0f, Float.MIN_VALUE, Float.NaN, 3e38f),
                    PrunedChannels.of(2),
                    new WeightMoments(500, -0.25, 1.5)),
                List.of(1, 3)),
            new Wire.Dismiss("enough"),
            new Wire.Refused("no"),
            new Wire.Willing(),
            new Wire.Ready(8),
            new Wire.Failed("client 3 failed"),
            new Wire.Leaving("no memory"));
    Stream<Wire.Message> work =
        tasks()
            .map(
                task -> new Wire.Work(1L << 40, 999_999, 3, task, new FiredEntries(List.of(2, 0))));
    Stream<Wire.Message> done = replies().map(reply -> new Wire.Done(5, 6_000, reply));
    return Stream.of(links, work, done).flatMap(s -> s);
  }

  private static Stream<ClientTask> tasks() {
    return Stream.of(
        new ClientTask.TrainLocally(3, 9L, TRAINING),
        new ClientTask.FineTune(4, 10L, TRAINING),
        new ClientTask.MeasureLoss(),
        new ClientTask.RankNeurons(2, ActivationRecord.AFTER_ACTIVATION),
        new ClientTask.CastVotes(2, ActivationRecord.AFTER_ACTIVATION, 0.3),
        new ClientTask.MeasurePruning(2, List.of(2, 0, 1), 2));
  }

  private static Stream<ClientReply> replies() {
    return Stream.of(
        new ClientReply.Update(
            new ModelUpdate(new ClientId(3), 600, ParameterVector.copyOf(0.5f, -2))),
        new ClientReply.Loss(Double.NaN),
        new ClientReply.Ranking(new NeuronRanking(List.of(2, 1, 3))),
        new ClientReply.Ballot(new PruneBallot(List.of(true, false))),
        new ClientReply.Accuracies(List.of(0.25, 1.0)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageComesBackEqual(Wire.Message message) throws Exception {
    byte[] bytes = SERIALIZER.toBinary(message);

    assertThat(SERIALIZER.fromBinary(bytes, SERIALIZER.manifest(message))).isEqualTo(message);
  }

  /** Whoever adds a message, a task or a reply adds it above. */
  @Test
  void thereIsAnExampleOfEverything() {
    List<Class<?>> examples = new ArrayList<>();
    messages().forEach(message -> examples.add(message.getClass()));
    tasks().forEach(task -> examples.add(task.getClass()));
    replies().forEach(reply -> examples.add(reply.getClass()));

    assertThat(examples)
        .containsAll(leaves(Wire.Message.class))
        .containsAll(leaves(ClientTask.class))
        .containsAll(leaves(ClientReply.class));
  }

  private static List<Class<?>> leaves(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(type -> type.isSealed() ? leaves(type).stream() : Stream.of(type))
        .toList();
  }

  @Test
  void aModelTakesFourBytesForEachParameterAndLittleElse() {
    GlobalModel model =
        new GlobalModel(
            1, ParameterVector.adopt(new float[10_000]), PrunedChannels.NONE, WeightMoments.NONE);

    assertThat(SERIALIZER.toBinary(new Wire.Model(1, model, List.of()))).hasSizeLessThan(40_050);
  }

  @Test
  void parametersAreLittleEndianFloats() {
    GlobalModel model =
        new GlobalModel(0, ParameterVector.copyOf(1f), PrunedChannels.NONE, WeightMoments.NONE);

    assertThat(SERIALIZER.toBinary(new Wire.Model(0, model, List.of())))
        // A string of four bytes, and 1.
        .containsSequence(0x44, 0, 0, (byte) 0x80, 0x3F);
  }

  @Test
  void readsNothingThatIsNotOnTheList() {
    for (String manifest : List.of("", "java.lang.Runtime", "Wire", "dismiss", "Identity")) {
      assertThatExceptionOfType(NotSerializableException.class)
          .isThrownBy(() -> SERIALIZER.fromBinary(new byte[4], manifest));
    }
  }

  /** Whatever the bytes, they are a message or are refused as such; never another error. */
  @ParameterizedTest
  @MethodSource("messages")
  void damagedBytesAreRefusedOrAreAnotherMessage(Wire.Message message) {
    byte[] bytes = SERIALIZER.toBinary(message);
    String manifest = SERIALIZER.manifest(message);
    RandomGenerator random = new RandomStreams(1).stream("fuzz", bytes.length);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 3));
      for (int flips = random.nextInt(4); flips >= 0 && damaged.length > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(SERIALIZER.fromBinary(damaged, manifest)).isInstanceOf(message.getClass());
      } catch (NotSerializableException refused) {
        assertThat(refused).hasMessageStartingWith(manifest);
      }
    }
  }

  @Test
  void aLengthThatTheBytesCannotHoldTakesNoMemory() {
    // An array of one, a text that claims to have 2^31 - 1 bytes, and one of them; bytes likewise.
    byte[] text = {(byte) 0x81, 0x7A, 0x7F, -1, -1, -1, 'x'};
    byte[] model = {(byte) 0x83, 1, (byte) 0x84, 1, 0x5A, 0x7F, -1, -1, -1, 0};

    assertThatExceptionOfType(NotSerializableException.class)
        .isThrownBy(() -> SERIALIZER.fromBinary(text, "Dismiss"));
    assertThatExceptionOfType(NotSerializableException.class)
        .isThrownBy(() -> SERIALIZER.fromBinary(model, "Model"));
  }
}
