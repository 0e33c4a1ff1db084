package dev.gauntlet.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an actor has computed on the trainer threads, one thing at a time, while it takes other
 * messages. Its actor stops it before it ends itself: nothing computes any more when the actor
 * system has terminated, and memory outside the heap can be freed.
 */
final class TrainerTasks {

  private List<? extends CompletableFuture<?>> running = List.of();
  private volatile boolean stopped;

  /**
   * Computes it all, as many tasks at a time as there are threads, and tells the actor once.
   *
   * @param done makes a message of the results, which are in the order of the tasks
   * @param failed makes one of the first failure, as it was thrown and as soon as it is
   */
  <M, R> void pipe(
      ActorContext<M> context,
      List<Supplier<R>> tasks,
      Function<List<R>, M> done,
      Function<Throwable, M> failed) {
    if (running.stream().anyMatch(task -> !task.isDone())) {
      throw new IllegalStateException("what was asked before is not done yet");
    }
    Executor trainers = context.getSystem().dispatchers().lookup(TrainerThreads.selector());
    List<CompletableFuture<R>> results =
        tasks.stream()
            .map(task -> CompletableFuture.supplyAsync(() -> perform(task), trainers))
            .toList();
    running = results;
    CompletableFuture<Void> all =
        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
    results.forEach(result -> tellFailure(result, all));
    context.pipeToSelf(
        all,
        (nothing, failure) ->
            failure == null
                ? done.apply(results.stream().map(CompletableFuture::join).toList())
                : failed.apply(failure.getCause() == null ? failure : failure.getCause()));
  }

  private static void tellFailure(CompletableFuture<?> result, CompletableFuture<Void> all) {
    CompletableFuture<?> unused =
        result.whenComplete(
            (value, failure) -> {
              if (failure != null) {
                all.completeExceptionally(failure);
              }
            });
  }

  private <R> R perform(Supplier<R> task) {
    if (stopped) {
      throw new CancellationException("the actor has stopped");
    }
    return task.get();
  }

  /** Has tasks not begun left out, and waits for those that are being performed. */
  <M> Behavior<M> stop() {
    stopped = true;
    running.forEach(task -> task.handle((value, failure) -> "over").join());
    return Behaviors.same();
  }
}
