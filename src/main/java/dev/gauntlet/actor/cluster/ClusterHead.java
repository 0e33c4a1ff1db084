package dev.gauntlet.actor.cluster;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import dev.gauntlet.actor.ServerSetup;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.actor.StartPoint;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.metrics.EvaluationSets;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.protocol.GlobalModel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The run's node of a cluster: the place where workers join, and which has clients' work done by
 * them. It serves one simulation after the other.
 */
public final class ClusterHead implements AutoCloseable {

  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final ActorSystem<WorkerPool.Message> system;
  private final Terms terms;
  private final StatusWatch statuses;

  private ClusterHead(ActorSystem<WorkerPool.Message> system, Terms terms, StatusWatch statuses) {
    this.system = system;
    this.terms = terms;
    this.statuses = statuses;
  }

  /**
   * What workers are taken on for.
   *
   * @param parameters of the model
   * @param messageLimit bytes that a message from a worker may have
   * @param workerTimeout how long the run waits while it has no worker
   */
  record Terms(Identity identity, int parameters, int messageLimit, Duration workerTimeout) {}

  /** There are not enough workers, and there will not be. */
  public static final class NoWorkersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoWorkersException(String reason) {
      super(reason);
    }
  }

  /** A client has failed on a worker; the message says how. */
  public static final class ClientFailedElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientFailedElsewhere(String failure) {
      super(failure);
    }
  }

  /**
   * Opens the node, which forms a cluster of one.
   *
   * @param parameters of the model
   * @throws NodeException if the address cannot be had
   */
  public static ClusterHead open(NodeSettings settings, Identity identity, int parameters)
      throws NodeException {
    Terms terms =
        new Terms(identity, parameters, settings.messageLimit(), settings.workerTimeout());
    StatusWatch statuses = new StatusWatch();
    ActorSystem<WorkerPool.Message> system =
        Nodes.start(WorkerPool.create(terms, statuses::put), settings, 1, false);
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    return new ClusterHead(system, terms, statuses);
  }

  /** The port at which workers join. */
  public int port() {
    return Nodes.port(system);
  }

  /** Takes on whoever comes and whoever waits already. */
  public void hire(RunOffer offer) {
    system.tell(new WorkerPool.Hire(offer));
  }

  /** How the workers are. */
  public ClusterStatus status() {
    return statuses.latest();
  }

  /** Bytes that this node has sent to others so far. */
  public long bytesSent() {
    return Traffic.Counters.ID.get(system).sent();
  }

  /** Bytes that this node has received from others so far. */
  public long bytesReceived() {
    return Traffic.Counters.ID.get(system).received();
  }

  /**
   * Waits for workers.
   *
   * @throws NoWorkersException if they do not come within the worker-timeout
   */
  public void awaitWorkers(int number) throws InterruptedException {
    CompletableFuture<ClusterStatus> enough = statuses.when(s -> s.present().size() >= number);
    system.getWhenTerminated().thenRun(() -> enough.complete(ClusterStatus.NOBODY));
    try {
      enough.get(terms.workerTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new NoWorkersException(
          "waited %d s (worker-timeout) for %d workers; there are %d, the last that went or was refused: %s"
              .formatted(
                  terms.workerTimeout().toSeconds(),
                  number,
                  status().present().size(),
                  status().lastLoss()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NoWorkersException none) {
        throw none;
      }
      throw new IllegalStateException(e);
    }
  }

  /** There will be no more workers: a run that needs one fails with that reason. */
  public void giveUp(String reason) {
    NoWorkersException end = new NoWorkersException(reason);
    statuses.giveUp(end);
    system.tell(new WorkerPool.GiveUp(end));
  }

  /**
   * Runs all phases, the clients' work done by workers; see {@link Simulation}.
   *
   * @param threads of this JVM, on which models are measured
   * @param startPoint where the run begins
   */
  public GlobalModel simulate(
      ServerSetup setup,
      Function<FiredEntries, EvaluationSets> evaluationSets,
      Learners learners,
      int threads,
      Journal journal,
      StartPoint startPoint)
      throws Simulation.SimulationFailed, InterruptedException {
    return Simulation.run(
        setup,
        new Simulation.Clients(RemotePopulation.create(system), () -> status().threads()),
        evaluationSets,
        learners,
        threads,
        journal,
        startPoint);
  }

  /** Lets the workers go. */
  public void dismiss(String reason) throws InterruptedException {
    CompletableFuture<ClusterStatus> nobody = statuses.when(s -> s.present().isEmpty());
    system.tell(new WorkerPool.DismissAll(reason));
    try {
      nobody.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // They will notice that the run's node is gone, or are gone themselves.
    }
  }

  @Override
  public void close() {
    Nodes.stop(system, false);
  }
}
