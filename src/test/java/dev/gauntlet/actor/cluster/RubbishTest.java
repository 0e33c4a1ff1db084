package dev.gauntlet.actor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import dev.gauntlet.actor.ServerSetup;
import dev.gauntlet.actor.ToyRun;
import dev.gauntlet.protocol.ClientReply;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that has got in and says what no worker says is dropped, and the run goes on. */
@Timeout(60)
class RubbishTest {

  private static final ServerSetup SETUP = ToyRun.setup(4, ToyRun.EVERY_PHASE);

  private static final Map<String, List<Object>> RUBBISH =
      Map.of(
          "answered what it was not asked, number 77",
          List.of(new Wire.Ready(4), new Wire.Done(77, 0, new ClientReply.Loss(1))),
          "more than the 1048576 bytes",
          List.of("far too much".repeat(100_000)),
          "cannot be cast",
          List.of("no message of ours"),
          "Leaving: Unexpected Break",
          List.of(new Wire.Leaving("garbled")),
          "said what it was not asked",
          List.of(new Wire.Ready(-3)));

  @Test
  void isDropped() throws Exception {
    List<ActorSystem<?>> intruders = new ArrayList<>();
    try (ToyCluster cluster = new ToyCluster()) {
      for (List<Object> messages : RUBBISH.values()) {
        intruders.add(intruder(cluster.clusterHead.port(), messages.iterator()));
      }
      CompletableFuture<WorkerNode.Outcome> unused =
          cluster.worker(ToyCluster.SAME, ToyRun::benign);
      cluster.run(SETUP);
      assertThat(cluster.events).isEqualTo(ToyCluster.eventsAlone(SETUP));
      while (cluster.clusterHead.status().losses().size() < RUBBISH.size()) {
        Thread.sleep(20);
      }
      assertThat(cluster.clusterHead.status().losses())
          .allMatch(loss -> loss.contains(" was dropped: it "));
      for (String reason : RUBBISH.keySet()) {
        assertThat(cluster.clusterHead.status().losses()).anyMatch(loss -> loss.contains(reason));
      }
    } finally {
      intruders.forEach(ActorSystem::terminate);
    }
  }

  /** A node that joins as a worker does, and then sends these messages whatever it is told. */
  private static ActorSystem<Wire.Connect> intruder(int port, Iterator<Object> messages) {
    Behavior<Wire.Connect> behavior =
        Behaviors.setup(
            context -> {
              context
                  .getSystem()
                  .receptionist()
                  .tell(Receptionist.register(WorkerPool.WORKERS, context.getSelf()));
              return Behaviors.receive(Wire.Connect.class)
                  .onMessage(Wire.Connect.class, connect -> say(context, connect, messages))
                  .build();
            });
    NodeSettings settings = ToyCluster.SETTINGS;
    ActorSystem<Wire.Connect> system =
        ActorSystem.create(
            behavior,
            NodeConfig.SYSTEM,
            ConfigFactory.parseString(
                    "akka.actor.serializers.gauntlet = \"dev.gauntlet.actor.cluster.GarblingSerializer\"")
                .withFallback(NodeConfig.of(settings, 1, false)));
    Address run = new Address("akka", NodeConfig.SYSTEM, settings.host(), port);
    Cluster.get(system).manager().tell(Join.create(run));
    return system;
  }

  @SuppressWarnings("unchecked")
  private static Behavior<Wire.Connect> say(
      ActorContext<Wire.Connect> context, Wire.Connect connect, Iterator<Object> messages) {
    ActorRef<ProducerController.Command<Object>> producer =
        context.spawnAnonymous(
            ProducerController.create(Object.class, "intruder", Optional.empty()));
    ActorRef<ProducerController.RequestNext<Object>> mouth =
        context.spawnAnonymous(
            Behaviors.receive(
                    (Class<ProducerController.RequestNext<Object>>)
                        (Class<?>) ProducerController.RequestNext.class)
                .onAnyMessage(
                    demand -> {
                      if (messages.hasNext()) {
                        demand.sendNextTo().tell(messages.next());
                      }
                      return Behaviors.same();
                    })
                .build());
    producer.tell(new ProducerController.Start<>(mouth));
    producer.tell(
        new ProducerController.RegisterConsumer<>(
            (ActorRef<ConsumerController.Command<Object>>) (ActorRef<?>) connect.consumer()));
    return Behaviors.receive(Wire.Connect.class)
        .onMessage(Wire.Connect.class, again -> Behaviors.same())
        .build();
  }
}
