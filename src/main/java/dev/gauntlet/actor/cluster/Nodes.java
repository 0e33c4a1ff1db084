package dev.gauntlet.actor.cluster;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.cluster.typed.Cluster;
import com.typesafe.config.ConfigException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starting and stopping the actor system of a node. */
final class Nodes {

  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private Nodes() {}

  static <T> ActorSystem<T> start(
      Behavior<T> guardian, NodeSettings settings, int threads, boolean worker)
      throws NodeException {
    try {
      return ActorSystem.create(
          guardian, NodeConfig.SYSTEM, NodeConfig.of(settings, threads, worker));
    } catch (ConfigException e) {
      throw new NodeException("the settings for Akka are wrong: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new NodeException(
          "cannot open port " + settings.port() + " of " + settings.host() + ": " + words(e), e);
    }
  }

  private static String words(Throwable failure) {
    Throwable innermost = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      innermost = cause;
      if (cause instanceof BindException) {
        break;
      }
    }
    return String.valueOf(
        innermost.getMessage() == null ? innermost.toString() : innermost.getMessage());
  }

  static int port(ActorSystem<?> system) {
    return Cluster.get(system).selfMember().address().getPort().get();
  }

  /**
   * Stops, but does not wait for what a client is computing.
   *
   * @param leave whether to leave the cluster in good order, so that it goes on without suspicion
   */
  static void stop(ActorSystem<?> system, boolean leave) {
    if (leave) {
      CompletionStage<Done> unused =
          CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.actorSystemTerminateReason());
    } else {
      system.terminate();
    }
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Its threads are daemons: they do not keep the process.
    } catch (ExecutionException e) {
      throw new IllegalStateException("the node did not stop cleanly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
