package dev.gauntlet.actor.cluster;

import dev.gauntlet.actor.ServerSetup;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.actor.StartPoint;
import dev.gauntlet.actor.ToyRun;
import dev.gauntlet.client.ClientWork;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.GlobalModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Nodes of a cluster in one JVM, for runs without a network. */
final class ToyCluster implements AutoCloseable {

  static final Identity SAME = new Identity("1.0 (abc)", "this machine");

  /** Faults are noticed sooner than a user would want it. */
  static final NodeSettings SETTINGS =
      new NodeSettings(
          "127.0.0.1",
          0,
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          1 << 20,
          false,
          """
          akka.cluster.failure-detector.acceptable-heartbeat-pause = 2 s
          akka.cluster.split-brain-resolver.stable-after = 1 s
          """);

  private static final RunOffer OFFER =
      new RunOffer("toy", List.of(), List.of(), List.of(), "grey", "ab12");

  final ClusterHead clusterHead;
  final List<String> events = new ArrayList<>();

  ToyCluster(NodeSettings settings) throws NodeException {
    clusterHead = ClusterHead.open(settings, SAME, 100);
    clusterHead.hire(OFFER);
  }

  ToyCluster() throws NodeException {
    this(SETTINGS);
  }

  /** A worker in a thread of its own, which gives how it ended. */
  CompletableFuture<WorkerNode.Outcome> worker(
      Identity identity, Function<ClientId, ClientWork> workOf) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return WorkerNode.serve(
                SETTINGS,
                "127.0.0.1",
                clusterHead.port(),
                identity,
                offer -> new RunLoader.LoadedRun(ToyRun.learners(), workOf),
                2);
          } catch (NodeException | InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        task -> new Thread(task, "toy-worker").start());
  }

  GlobalModel run(ServerSetup setup) throws Simulation.SimulationFailed, InterruptedException {
    try (Learners learners = ToyRun.learners()) {
      return clusterHead.simulate(
          setup,
          fired -> ToyRun.evaluationSets(),
          learners,
          1,
          (time, event) -> events.add(time + " " + event),
          StartPoint.WHOLE);
    }
  }

  /** What the same run gives on one JVM. */
  static List<String> eventsAlone(ServerSetup setup)
      throws Simulation.SimulationFailed, InterruptedException {
    List<String> events = new ArrayList<>();
    ToyRun.run(
        setup, ToyRun::benign, 2, (double time, RunEvent event) -> events.add(time + " " + event));
    return events;
  }

  @Override
  public void close() {
    try {
      clusterHead.dismiss("over");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clusterHead.close();
    }
  }
}
