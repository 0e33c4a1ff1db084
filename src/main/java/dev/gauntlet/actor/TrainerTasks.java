package dev.gauntlet.actor;

import akka.actor.typed.javadsl.ActorContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** What an actor has computed on the trainer threads, while it takes other messages. */
final class TrainerTasks {

  private TrainerTasks() {}

  /**
   * Computes it all, as many tasks at a time as there are threads, and tells the actor once.
   *
   * @param done makes a message of the results, which are in the order of the tasks
   * @param failed makes one of the first failure, as it was thrown
   */
  static <M, R> void pipe(
      ActorContext<M> context,
      List<Supplier<R>> tasks,
      Function<List<R>, M> done,
      Function<Throwable, M> failed) {
    Executor trainers = context.getSystem().dispatchers().lookup(TrainerThreads.selector());
    List<CompletableFuture<R>> results =
        tasks.stream().map(task -> CompletableFuture.supplyAsync(task, trainers)).toList();
    CompletableFuture<Void> all =
        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
    context.pipeToSelf(
        all,
        (nothing, failure) ->
            failure == null
                ? done.apply(results.stream().map(CompletableFuture::join).toList())
                : failed.apply(failure.getCause() == null ? failure : failure.getCause()));
  }
}
