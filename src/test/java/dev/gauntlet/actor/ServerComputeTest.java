package dev.gauntlet.actor;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.Behaviors;
import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.ToyEngine;
import dev.gauntlet.phase.ServerResult;
import dev.gauntlet.phase.ServerTask;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerComputeTest {

  private static final Examples IMAGES = ToyRun.images(20, 1);
  private static final ParameterVector START =
      ParameterVector.adopt(new float[ToyRun.NETWORK.parameterCount()]);

  private final ActorTestKit kit = ActorTestKit.create(TrainerThreads.config(3));
  private final TestProbe<ServerCompute.Computed> server = kit.createTestProbe();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void answersWithTheResultsInTheOrderOfTheTasks() {
    List<ServerTask> tasks = trainings(50);
    List<ServerResult> expected =
        tasks.stream()
            .map(
                task ->
                    task.perform(new ToyEngine.ToyLearner(ToyRun.NETWORK), IMAGES, ToyRun.STREAMS))
            .toList();
    ActorRef<ServerCompute.Message> serverCompute =
        kit.spawn(ServerCompute.create(IMAGES, ToyRun.learners(), ToyRun.STREAMS));

    for (int i = 0; i < 2; i++) {
      serverCompute.tell(new ServerCompute.Compute(tasks, server.getRef()));

      assertThat(server.receiveMessage().results()).isEqualTo(expected).doesNotHaveDuplicates();
    }
  }

  @Test
  void doesNotCountItsTrainingAsTheClients() {
    Learners learners = ToyRun.learners();
    kit.spawn(ServerCompute.create(IMAGES, learners, ToyRun.STREAMS))
        .tell(new ServerCompute.Compute(trainings(3), server.getRef()));

    server.receiveMessage();
    assertThat(learners.trainedSamples()).isZero();
  }

  @Test
  void failsWithTheCauseOfItsTask() {
    assertThat(failureOf(new IllegalStateException("no such layer")))
        .hasMessage(
            "the server's own computation failed: java.lang.IllegalStateException: no such layer")
        .hasRootCauseMessage("no such layer");
  }

  @Test
  void failsWhenThereIsNoMemory() {
    assertThat(failureOf(new OutOfMemoryError("no room for a batch")))
        .hasRootCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void hasNothingComputedAnyMoreOnceItHasFailed() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    NetworkEngine slow =
        new NetworkEngine() {
          @Override
          public String description() {
            return "slow, and the first is broken";
          }

          @Override
          public Learner newLearner(Architecture architecture) {
            if (begun.getAndIncrement() == 0) {
              ended.incrementAndGet();
              throw new IllegalStateException("the first");
            }
            double busy = IntStream.range(0, 1_000_000).mapToDouble(Math::sqrt).sum();
            assertThat(busy).isPositive();
            ended.incrementAndGet();
            throw new IllegalStateException("another");
          }
        };
    TestProbe<Throwable> failures = kit.createTestProbe();
    kit.spawn(
        parent(
            ServerCompute.create(IMAGES, new Learners(slow, ToyRun.NETWORK), ToyRun.STREAMS),
            new ServerCompute.Compute(trainings(100), server.getRef()),
            failures.getRef()));

    failures.receiveMessage();

    assertThat(ended.get()).isEqualTo(begun.get()).isPositive();
  }

  private Throwable failureOf(Throwable cause) {
    NetworkEngine broken =
        new NetworkEngine() {
          @Override
          public String description() {
            return "broken";
          }

          @Override
          public Learner newLearner(Architecture architecture) {
            if (cause instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) cause;
          }
        };
    TestProbe<Throwable> failures = kit.createTestProbe();
    kit.spawn(
        parent(
            ServerCompute.create(IMAGES, new Learners(broken, ToyRun.NETWORK), ToyRun.STREAMS),
            new ServerCompute.Compute(trainings(2), server.getRef()),
            failures.getRef()));
    return failures.receiveMessage();
  }

  /** Tells its child that, and the other how the child failed. */
  private static <T> Behavior<Void> parent(
      Behavior<T> behavior, T message, ActorRef<Throwable> failures) {
    return Behaviors.setup(
        context -> {
          ActorRef<T> child = context.spawnAnonymous(behavior);
          context.watch(child);
          child.tell(message);
          return Behaviors.receive(Void.class)
              .onSignal(
                  ChildFailed.class,
                  failed -> {
                    failures.tell(failed.getCause());
                    return Behaviors.stopped();
                  })
              .build();
        });
  }

  private static List<ServerTask> trainings(int count) {
    return IntStream.range(0, count)
        .<ServerTask>mapToObj(
            i ->
                new ServerTask.Train(
                    START,
                    new LocalTraining(1, 4, 0.1, 0, PrunedChannels.NONE),
                    i % 2 == 0
                        ? ServerTask.Portion.ALL
                        : new ServerTask.Portion.Drawn(1 + i % 20, 0),
                    "test",
                    i))
        .toList();
  }
}
