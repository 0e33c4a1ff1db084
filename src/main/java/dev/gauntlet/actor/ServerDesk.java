package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.gauntlet.data.Examples;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.phase.ServerResult;
import dev.gauntlet.phase.ServerTask;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Performs what the server computes itself, on the trainer threads and as many tasks at a time as
 * they have room for. Answers once, with the results in the order of the tasks.
 */
public final class ServerDesk extends AbstractBehavior<ServerDesk.Message> {

  /** What the desk is told. */
  public sealed interface Message {}

  /** Perform these tasks, at least one. */
  public record Compute(List<ServerTask> tasks, ActorRef<Computed> replyTo) implements Message {
    public Compute {
      tasks = List.copyOf(tasks);
    }
  }

  /** A task has been performed. */
  private record Done(int task, ServerResult result) implements Message {}

  /** The results in the order of the tasks. */
  public record Computed(List<ServerResult> results) {}

  private final Examples images;
  private final Learners learners;
  private final RandomStreams streams;
  private ServerResult[] results = {};
  private int outstanding;
  private @Nullable ActorRef<Computed> replyTo;

  private ServerDesk(
      ActorContext<Message> context, Examples images, Learners learners, RandomStreams streams) {
    super(context);
    this.images = images;
    this.learners = learners;
    this.streams = streams;
  }

  /**
   * A desk with nothing on it.
   *
   * @param images that the server holds
   * @param streams of the run
   */
  public static Behavior<Message> create(
      Examples images, Learners learners, RandomStreams streams) {
    return Behaviors.setup(context -> new ServerDesk(context, images, learners, streams));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Compute.class, this::onCompute)
        .onMessage(Done.class, this::onDone)
        .onSignal(ChildFailed.class, ServerDesk::onChildFailed)
        .onSignal(Terminated.class, ended -> Behaviors.same())
        .build();
  }

  private Behavior<Message> onCompute(Compute message) {
    if (outstanding > 0) {
      throw new IllegalStateException("the server computes one thing at a time");
    }
    outstanding = message.tasks().size();
    results = new ServerResult[outstanding];
    replyTo = message.replyTo();
    for (int i = 0; i < outstanding; i++) {
      ActorRef<ServerTask> worker =
          getContext()
              .spawnAnonymous(
                  Failures.asExceptions(ServerTask.class, worker(i)), TrainerThreads.selector());
      getContext().watch(worker);
      worker.tell(message.tasks().get(i));
    }
    return this;
  }

  /** An actor for one task, so that a thread that is done early finds the next. */
  private Behavior<ServerTask> worker(int index) {
    ActorRef<Message> desk = getContext().getSelf();
    return Behaviors.receive(ServerTask.class)
        .onMessage(
            ServerTask.class,
            task -> {
              Learner learner = learners.uncountedOfThisThread();
              desk.tell(new Done(index, task.perform(learner, images, streams)));
              return Behaviors.stopped();
            })
        .build();
  }

  private Behavior<Message> onDone(Done message) {
    results[message.task()] = message.result();
    if (--outstanding == 0 && replyTo != null) {
      replyTo.tell(new Computed(List.of(results)));
    }
    return this;
  }

  private static Behavior<Message> onChildFailed(ChildFailed signal) {
    throw new IllegalStateException(
        "the server's own computation failed: " + signal.getCause(), signal.getCause());
  }
}
