package dev.gauntlet.actor.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The latest status, and who waits for a certain one. */
final class StatusWatch {

  private ClusterStatus latest = ClusterStatus.NOBODY;
  private Predicate<ClusterStatus> wanted = status -> false;
  private CompletableFuture<ClusterStatus> arrival = new CompletableFuture<>();
  private ClusterHead.@Nullable NoWorkersException end;

  synchronized void put(ClusterStatus status) {
    latest = status;
    if (wanted.test(status)) {
      arrival.complete(status);
    }
  }

  synchronized ClusterStatus latest() {
    return latest;
  }

  synchronized CompletableFuture<ClusterStatus> when(Predicate<ClusterStatus> condition) {
    wanted = condition;
    arrival = new CompletableFuture<>();
    put(latest);
    if (end != null) {
      arrival.completeExceptionally(end);
    }
    return arrival;
  }

  synchronized void giveUp(ClusterHead.NoWorkersException reason) {
    end = reason;
    arrival.completeExceptionally(reason);
  }
}
