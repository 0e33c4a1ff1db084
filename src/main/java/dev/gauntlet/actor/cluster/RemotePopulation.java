package dev.gauntlet.actor.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.gauntlet.actor.Population;

/** The clients of a simulation, whose work the workers of a cluster do. */
final class RemotePopulation {

  private RemotePopulation() {}

  /**
   * Takes the assignments of a simulation and has workers answer them.
   *
   * @param pool the actor system of the run's node
   */
  static Behavior<Population.Message> create(ActorSystem<WorkerPool.Message> pool) {
    return Behaviors.setup(
        context -> {
          ActorRef<Population.Message> self = context.getSelf();
          pool.tell(new WorkerPool.Begin(self));
          Population.Fail ended =
              new Population.Fail(
                  new ClusterHead.NoWorkersException("the run's node of the cluster ended"));
          pool.getWhenTerminated().thenRun(() -> self.tell(ended));
          return Behaviors.receive(Population.Message.class)
              .onMessage(
                  Population.Assign.class,
                  assign -> {
                    pool.tell(new WorkerPool.Assign(assign));
                    return Behaviors.same();
                  })
              .onMessage(
                  Population.Fail.class,
                  fail -> {
                    throw fail.cause();
                  })
              .build();
        });
  }
}
