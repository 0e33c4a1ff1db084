package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.gauntlet.data.Examples;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.phase.ServerResult;
import dev.gauntlet.phase.ServerTask;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.function.Supplier;

/**
 * Performs what the server computes itself, on the trainer threads and as many tasks at a time as
 * they have room for. Answers once, with the results in the order of the tasks.
 */
public final class ServerCompute extends AbstractBehavior<ServerCompute.Message> {

  /** What it is told. */
  public sealed interface Message {}

  /** Perform these tasks, at least one. */
  public record Compute(List<ServerTask> tasks, ActorRef<Computed> replyTo) implements Message {
    public Compute {
      tasks = List.copyOf(tasks);
    }
  }

  /** All have been performed. */
  private record Done(List<ServerResult> results, ActorRef<Computed> replyTo) implements Message {}

  /** One could not be performed. */
  private record Failed(Throwable cause) implements Message {}

  /** The results in the order of the tasks. */
  public record Computed(List<ServerResult> results) {}

  private final Examples images;
  private final Learners learners;
  private final RandomStreams streams;
  private final TrainerTasks tasks = new TrainerTasks();

  private ServerCompute(
      ActorContext<Message> context, Examples images, Learners learners, RandomStreams streams) {
    super(context);
    this.images = images;
    this.learners = learners;
    this.streams = streams;
  }

  /**
   * One with nothing to do.
   *
   * @param images that the server holds
   * @param streams of the run
   */
  public static Behavior<Message> create(
      Examples images, Learners learners, RandomStreams streams) {
    return Behaviors.setup(context -> new ServerCompute(context, images, learners, streams));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Compute.class, this::onCompute)
        .onMessage(Done.class, this::onDone)
        .onMessage(Failed.class, ServerCompute::onFailed)
        .onSignal(PostStop.class, stopped -> tasks.stop())
        .build();
  }

  private Behavior<Message> onCompute(Compute message) {
    tasks.pipe(
        getContext(),
        message.tasks().stream().map(this::performing).toList(),
        results -> new Done(results, message.replyTo()),
        Failed::new);
    return this;
  }

  private Supplier<ServerResult> performing(ServerTask task) {
    return () -> task.perform(learners.uncountedOfThisThread(), images, streams);
  }

  private Behavior<Message> onDone(Done message) {
    message.replyTo().tell(new Computed(message.results()));
    return this;
  }

  private static Behavior<Message> onFailed(Failed message) {
    throw new IllegalStateException(
        "the server's own computation failed: " + message.cause(), message.cause());
  }
}
