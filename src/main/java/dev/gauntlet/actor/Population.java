package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.gauntlet.federation.ClientId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The parent of the clients. A client exists from its first assignment on: one that is never
 * selected costs nothing. A client that fails takes the population, and with it the run, down.
 */
public final class Population extends AbstractBehavior<Population.Message> {

  /** What the population is told. */
  public sealed interface Message {}

  /** Pass this assignment on. */
  public record Assign(ClientId client, ClientActor.Assignment assignment) implements Message {}

  /** A client has failed; the cause says how. */
  public static final class ClientFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientFailed(String client, Throwable cause) {
      super(client + " failed: " + cause, cause);
    }
  }

  private final Function<ClientId, Behavior<ClientActor.Message>> behaviorOf;
  private final Map<ClientId, ActorRef<ClientActor.Message>> clients = new HashMap<>();

  private Population(
      ActorContext<Message> context, Function<ClientId, Behavior<ClientActor.Message>> behaviorOf) {
    super(context);
    this.behaviorOf = behaviorOf;
  }

  /**
   * A population without clients yet.
   *
   * @param behaviorOf makes a client
   */
  public static Behavior<Message> create(
      Function<ClientId, Behavior<ClientActor.Message>> behaviorOf) {
    return Behaviors.setup(context -> new Population(context, behaviorOf));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Assign.class, this::onAssign)
        .onSignal(ChildFailed.class, Population::onChildFailed)
        .build();
  }

  private Behavior<Message> onAssign(Assign message) {
    clients.computeIfAbsent(message.client(), this::spawn).tell(message.assignment());
    return this;
  }

  private ActorRef<ClientActor.Message> spawn(ClientId client) {
    ActorRef<ClientActor.Message> actor =
        getContext()
            .spawn(
                Failures.asExceptions(ClientActor.Message.class, behaviorOf.apply(client)),
                "client-" + client.index(),
                TrainerThreads.selector());
    getContext().watch(actor);
    return actor;
  }

  private static Behavior<Message> onChildFailed(ChildFailed signal) {
    throw new ClientFailed(signal.getRef().path().name(), signal.getCause());
  }
}
