package dev.gauntlet.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.function.Supplier;

/** Turns errors into something that supervision passes on. */
public final class Failures {

  private Failures() {}

  /** An actor has failed with an error such as lack of memory. */
  public static final class ActorFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ActorFailed(Error cause) {
      super(cause.toString(), cause);
    }
  }

  /**
   * The behavior, which fails with an exception where it would throw an {@link Error}: Akka takes
   * most of those as the end of the whole process and would leave the run waiting.
   */
  public static <T> Behavior<T> asExceptions(Class<T> messages, Behavior<T> behavior) {
    return Behaviors.intercept(() -> new ErrorsAsExceptions<>(messages), behavior);
  }

  private static final class ErrorsAsExceptions<T> extends BehaviorInterceptor<T, T> {

    ErrorsAsExceptions(Class<T> messages) {
      super(messages);
    }

    @Override
    public Behavior<T> aroundStart(TypedActorContext<T> context, PreStartTarget<T> target) {
      return withoutErrors(() -> target.start(context));
    }

    @Override
    public Behavior<T> aroundReceive(
        TypedActorContext<T> context, T message, ReceiveTarget<T> target) {
      return withoutErrors(() -> target.apply(context, message));
    }

    @Override
    public Behavior<T> aroundSignal(
        TypedActorContext<T> context, Signal signal, SignalTarget<T> target) {
      return withoutErrors(() -> target.apply(context, signal));
    }

    private static <T> Behavior<T> withoutErrors(Supplier<Behavior<T>> handler) {
      try {
        return handler.get();
      } catch (Error e) {
        throw new ActorFailed(e);
      }
    }
  }
}
