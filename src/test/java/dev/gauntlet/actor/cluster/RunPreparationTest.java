package dev.gauntlet.actor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.gauntlet.actor.ToyRun;
import dev.gauntlet.actor.TrainerThreads;
import dev.gauntlet.learning.Learners;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunPreparationTest {

  private static final RunOffer OFFER =
      new RunOffer("toy", List.of(), List.of(), List.of(), "grey", "ab12");

  private final ActorTestKit kit = ActorTestKit.create(TrainerThreads.config(1));
  private final TestProbe<RunPreparation.Prepared> worker = kit.createTestProbe();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void hasNotStoppedWhileItReads() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    try (Learners learners = ToyRun.learners()) {
      ActorRef<RunOffer> preparation =
          preparation(
              offer -> {
                begun.countDown();
                sleep();
                ended.set(true);
                return new RunLoader.LoadedRun(learners, ToyRun::benign);
              });
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

      kit.stop(preparation);

      assertThat(ended).isTrue();
    }
  }

  @Test
  void tellsWhyItCannotBe() {
    preparation(
        offer -> {
          throw new RunLoader.RefusedException("other images");
        });
    assertThat(worker.receiveMessage().objection()).isEqualTo("other images");
    preparation(
        offer -> {
          throw new OutOfMemoryError("heap");
        });
    assertThat(worker.receiveMessage().objection()).isEqualTo("java.lang.OutOfMemoryError: heap");
  }

  private ActorRef<RunOffer> preparation(RunLoader loader) {
    ActorRef<RunOffer> preparation =
        kit.spawn(RunPreparation.create(loader, worker.getRef()), TrainerThreads.selector());
    preparation.tell(OFFER);
    return preparation;
  }

  private static void sleep() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
