package dev.gauntlet.actor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.gauntlet.actor.ToyRun;
import dev.gauntlet.actor.TrainerThreads;
import dev.gauntlet.learning.Learners;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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

  /** An actor does not stop within its handler: what is read there is over before. */
  @Test
  void hasNotStoppedWhileItReads() {
    AtomicReference<Thread> reader = new AtomicReference<>();
    TestInbox<RunPreparation.Prepared> told = TestInbox.create();
    try (Learners learners = ToyRun.learners()) {
      BehaviorTestKit<RunOffer> preparation =
          BehaviorTestKit.create(
              RunPreparation.create(
                  offer -> {
                    reader.set(Thread.currentThread());
                    return new RunLoader.LoadedRun(learners, ToyRun::benign);
                  },
                  told.getRef()));

      preparation.run(OFFER);

      assertThat(reader).hasValue(Thread.currentThread());
      assertThat(told.receiveMessage().run()).isNotNull();
      assertThat(preparation.isAlive()).isFalse();
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
}
