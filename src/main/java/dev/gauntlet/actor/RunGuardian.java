package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.metrics.EvaluationSets;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * The root of the actor system: starts the actors of a run, and ends it with the final model or, as
 * soon as one of them fails, with the cause.
 */
final class RunGuardian {

  private RunGuardian() {}

  static Behavior<ServerActor.Finished> create(
      ServerSetup setup,
      Behavior<Population.Message> clients,
      IntSupplier clientThreads,
      Function<List<Integer>, EvaluationSets> evaluationSets,
      Learners learners,
      Journal journal,
      StartPoint startPoint,
      CompletableFuture<GlobalModel> outcome) {
    return Behaviors.setup(
        context -> {
          ActorRef<Population.Message> population =
              watched(
                  context,
                  DispatcherSelector.defaultDispatcher(),
                  Population.Message.class,
                  clients,
                  "population");
          ActorRef<Evaluator.Message> evaluator =
              watched(
                  context,
                  DispatcherSelector.defaultDispatcher(),
                  Evaluator.Message.class,
                  Evaluator.create(evaluationSets, learners, journal),
                  "evaluator");
          ActorRef<ServerCompute.Message> serverCompute =
              watched(
                  context,
                  DispatcherSelector.defaultDispatcher(),
                  ServerCompute.Message.class,
                  ServerCompute.create(setup.images(), learners, setup.streams()),
                  "server-compute");
          watched(
              context,
              TrainerThreads.ofTheServer(),
              ServerActor.Message.class,
              ServerActor.create(
                  setup,
                  clientThreads,
                  population,
                  evaluator,
                  serverCompute,
                  journal,
                  startPoint,
                  context.getSelf()),
              "server");
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
        });
  }

  private static <T> ActorRef<T> watched(
      ActorContext<?> context,
      DispatcherSelector dispatcher,
      Class<T> messages,
      Behavior<T> behavior,
      String name) {
    ActorRef<T> actor = context.spawn(Failures.asExceptions(messages, behavior), name, dispatcher);
    context.watch(actor);
    return actor;
  }
}
