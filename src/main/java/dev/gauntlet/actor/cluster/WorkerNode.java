package dev.gauntlet.actor.cluster;

import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A node that works for others' runs. */
public final class WorkerNode {

  private WorkerNode() {}

  /** How a worker can end. */
  public enum Kind {
    /** It was told that it can go. */
    DISMISSED,
    /** It could not work for that run. */
    REFUSED,
    /** Nobody was where it should have joined. */
    ALONE,
    /** It lost the run's node, or could not go on. */
    ENDED
  }

  /** How a worker ended, in words for the user. */
  public record Outcome(Kind kind, String reason) {}

  /**
   * Joins the run's node, works for it, and returns when that is over.
   *
   * @param settings of this node, whose own port may be any
   * @param host of the run's node, as numbers
   * @param port of the run's node
   * @param threads on which clients train
   * @throws NodeException if this node's address cannot be had
   */
  public static Outcome serve(
      NodeSettings settings,
      String host,
      int port,
      Identity identity,
      RunLoader runLoader,
      int threads)
      throws NodeException, InterruptedException {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    WorkerActor.WorkerInfo workerInfo =
        new WorkerActor.WorkerInfo(
            identity, settings.anyMachine(), settings.messageLimit(), threads);
    ActorSystem<WorkerActor.Message> system =
        Nodes.start(WorkerActor.create(workerInfo, runLoader, outcome), settings, threads, true);
    system.getWhenTerminated().thenRun(() -> outcome.complete(endOf(system)));
    Cluster.get(system)
        .manager()
        .tell(new JoinSeedNodes(List.of(new Address("akka", NodeConfig.SYSTEM, host, port))));
    boolean runGoesOn = true;
    try {
      Outcome end = outcome.get();
      runGoesOn = end.kind() != Kind.DISMISSED;
      return end;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      Nodes.stop(system, runGoesOn);
    }
  }

  private static Outcome endOf(ActorSystem<?> system) {
    Object reason =
        CoordinatedShutdown.get(Adapter.toClassic(system)).getShutdownReason().orElse(null);
    if (reason instanceof CoordinatedShutdown.ClusterJoinUnsuccessfulReason$) {
      return new Outcome(Kind.ALONE, "nobody let this worker in");
    }
    return new Outcome(
        Kind.ENDED,
        reason instanceof CoordinatedShutdown.ClusterDowningReason$
            ? "this worker lost the run's node, or was dropped by it"
            : "this worker was stopped");
  }
}
