package dev.gauntlet.actor;

import static java.util.Objects.requireNonNull;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.gauntlet.federation.ClientId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The parent of the clients. A client exists from its first assignment on, and as long as it is one
 * of those assigned last: what it computes depends on nothing that it remembers, so a million of
 * them cost no more than a few. A client that fails takes the population, and with it the run,
 * down.
 */
public final class Population extends AbstractBehavior<Population.Message> {

  /** What the population is told. */
  public sealed interface Message {}

  /** Pass this assignment on. */
  public record Assign(ClientId client, ClientActor.Assignment assignment) implements Message {}

  /** What clients of this population do elsewhere cannot be done any more. */
  public record Fail(RuntimeException cause) implements Message {}

  /** A client has failed; the cause says how. */
  public static final class ClientFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientFailed(String client, Throwable cause) {
      super(client + " failed: " + cause, cause);
    }
  }

  private static final int MOST = 1_000;

  private final Function<ClientId, Behavior<ClientActor.Message>> behaviorOf;
  private final Map<ClientId, ActorRef<ClientActor.Message>> clients =
      new LinkedHashMap<>(16, 0.75f, true);
  private long spawned;

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
        .onMessage(Fail.class, Population::onFail)
        .onSignal(ChildFailed.class, Population::onChildFailed)
        .onSignal(Terminated.class, retired -> this)
        .build();
  }

  private Behavior<Message> onAssign(Assign message) {
    clients.computeIfAbsent(message.client(), this::spawn).tell(message.assignment());
    if (clients.size() > MOST) {
      ClientId idlest = clients.keySet().iterator().next();
      requireNonNull(clients.remove(idlest)).tell(new ClientActor.Retire());
    }
    return this;
  }

  private ActorRef<ClientActor.Message> spawn(ClientId client) {
    ActorRef<ClientActor.Message> actor =
        getContext()
            .spawn(
                Failures.asExceptions(ClientActor.Message.class, behaviorOf.apply(client)),
                // The number sets it apart from its predecessor, which may not have stopped yet.
                "client-" + client.index() + "-" + spawned++,
                TrainerThreads.selector());
    getContext().watch(actor);
    return actor;
  }

  private static Behavior<Message> onFail(Fail message) {
    throw message.cause();
  }

  private static Behavior<Message> onChildFailed(ChildFailed signal) {
    String name = signal.getRef().path().name();
    throw new ClientFailed(name.substring(0, name.lastIndexOf('-')), signal.getCause());
  }
}
