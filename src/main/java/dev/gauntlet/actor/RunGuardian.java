package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.metrics.EvaluationSets;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.protocol.GlobalModel;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The root of the actor system: starts the actors of a run, and ends it with the final model or, as
 * soon as one of them fails, with the cause.
 */
final class RunGuardian {

  private RunGuardian() {}

  static Behavior<ServerActor.Finished> create(
      ServerSetup setup,
      Simulation.Clients clients,
      Function<FiredEntries, EvaluationSets> evaluationSets,
      Learners learners,
      Journal journal,
      StartPoint startPoint,
      CompletableFuture<GlobalModel> outcome) {
    return Behaviors.setup(
        context -> {
          ServerActor.Collaborators collaborators =
              new ServerActor.Collaborators(
                  watched(context, Population.Message.class, clients.population(), "population"),
                  clients.threads(),
                  watched(
                      context,
                      Evaluator.Message.class,
                      Evaluator.create(evaluationSets, learners, journal),
                      "evaluator"),
                  watched(
                      context,
                      ServerCompute.Message.class,
                      ServerCompute.create(setup.images(), learners, setup.streams()),
                      "server-compute"));
          Behavior<ServerActor.Message> server =
              ServerActor.create(setup, collaborators, journal, startPoint, context.getSelf());
          watched(
              context, ServerActor.Message.class, server, "server", TrainerThreads.ofTheServer());
          return untilTheEnd(outcome);
        });
  }

  private static Behavior<ServerActor.Finished> untilTheEnd(
      CompletableFuture<GlobalModel> outcome) {
    return Behaviors.receive(ServerActor.Finished.class)
        .onMessage(
            ServerActor.Finished.class,
            finished -> {
              outcome.complete(finished.model());
              return Behaviors.stopped();
            })
        .onSignal(
            ChildFailed.class,
            failed -> {
              outcome.completeExceptionally(failed.getCause());
              return Behaviors.stopped();
            })
        // The server stops by itself just before its message is handled here.
        .onSignal(akka.actor.typed.Terminated.class, ended -> Behaviors.same())
        .build();
  }

  private static <T> ActorRef<T> watched(
      ActorContext<?> context, Class<T> messages, Behavior<T> behavior, String name) {
    return watched(context, messages, behavior, name, DispatcherSelector.defaultDispatcher());
  }

  private static <T> ActorRef<T> watched(
      ActorContext<?> context,
      Class<T> messages,
      Behavior<T> behavior,
      String name,
      DispatcherSelector dispatcher) {
    ActorRef<T> actor = context.spawn(Failures.asExceptions(messages, behavior), name, dispatcher);
    context.watch(actor);
    return actor;
  }
}
