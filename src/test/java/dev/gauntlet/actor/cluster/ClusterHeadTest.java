package dev.gauntlet.actor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gauntlet.actor.ServerSetup;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.actor.ToyRun;
import dev.gauntlet.federation.ClientId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterHeadTest {

  private static final ServerSetup SETUP = ToyRun.setup(4, ToyRun.EVERY_PHASE);

  @Test
  void twoWorkersGiveWhatOneJvmGivesRunAfterRun() throws Exception {
    try (ToyCluster cluster = new ToyCluster()) {
      CompletableFuture<WorkerNode.Outcome> first = cluster.worker(ToyCluster.SAME, ToyRun::benign);
      CompletableFuture<WorkerNode.Outcome> second =
          cluster.worker(ToyCluster.SAME, ToyRun::benign);
      cluster.clusterHead.awaitWorkers(2);
      cluster.run(SETUP);
      assertThat(cluster.events).isEqualTo(ToyCluster.eventsAlone(SETUP));
      cluster.events.clear();
      cluster.run(SETUP);
      assertThat(cluster.events).as("again").isEqualTo(ToyCluster.eventsAlone(SETUP));
      assertThat(cluster.clusterHead.status().present())
          .hasSize(2)
          .allMatch(worker -> worker.tasks() > 0 && worker.threads() == 2);
      cluster.clusterHead.dismiss("enough");
      WorkerNode.Outcome enough = new WorkerNode.Outcome(WorkerNode.Kind.DISMISSED, "enough");
      assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(enough);
      assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(enough);
    }
  }

  @Test
  void aWorkerOfAnotherBuildOrMachineIsRefusedWithTheReason() throws Exception {
    try (ToyCluster cluster = new ToyCluster()) {
      WorkerNode.Outcome build =
          cluster
              .worker(new Identity("1.0 (other)", "this machine"), ToyRun::benign)
              .get(30, TimeUnit.SECONDS);
      WorkerNode.Outcome machine =
          cluster
              .worker(new Identity("1.0 (abc)", "another machine"), ToyRun::benign)
              .get(30, TimeUnit.SECONDS);

      assertThat(build.kind()).isEqualTo(WorkerNode.Kind.REFUSED);
      assertThat(build.reason()).contains("1.0 (abc)").contains("1.0 (other)");
      assertThat(machine.kind()).isEqualTo(WorkerNode.Kind.REFUSED);
      assertThat(machine.reason()).contains("another machine");
      while (cluster.clusterHead.status().losses().size() < 2) {
        Thread.sleep(20);
      }
      assertThat(cluster.clusterHead.status().losses())
          .hasSize(2)
          .allMatch(loss -> loss.contains("refused: the run"));
      assertThat(cluster.clusterHead.status().present()).isEmpty();
    }
  }

  /** What a client does wrong is the run's failure, wherever it was. */
  @Test
  void aClientThatFailsTakesTheRunDownWithItsCause() throws Exception {
    try (ToyCluster cluster = new ToyCluster()) {
      CompletableFuture<WorkerNode.Outcome> unused =
          cluster.worker(
              ToyCluster.SAME,
              client ->
                  client.equals(new ClientId(1))
                      ? (task, model, fired, learner) -> {
                        throw new IllegalArgumentException("cannot train");
                      }
                      : ToyRun.benign(client));

      assertThatExceptionOfType(Simulation.SimulationFailed.class)
          .isThrownBy(() -> cluster.run(ToyRun.setup(ToyRun.CLIENTS, ToyRun.EVERY_PHASE)))
          .withMessage("client-1 failed: java.lang.IllegalArgumentException: cannot train");
    }
  }

  /** What a machine cannot do another can: the run goes on when one comes. */
  @Test
  void aWorkerThatRunsOutOfMemoryIsReplaced() throws Exception {
    try (ToyCluster cluster = new ToyCluster()) {
      CountDownLatch exhausted = new CountDownLatch(1);
      CompletableFuture<WorkerNode.Outcome> small =
          cluster.worker(
              ToyCluster.SAME,
              client ->
                  (task, model, fired, learner) -> {
                    exhausted.countDown();
                    throw new OutOfMemoryError("heap");
                  });
      CompletableFuture<WorkerNode.Outcome> large =
          CompletableFuture.supplyAsync(
                  () -> {
                    try {
                      return exhausted.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  })
              .thenCompose(then -> cluster.worker(ToyCluster.SAME, ToyRun::benign));
      cluster.run(SETUP);

      assertThat(cluster.events).isEqualTo(ToyCluster.eventsAlone(SETUP));
      assertThat(small.get(20, TimeUnit.SECONDS).reason()).contains("OutOfMemoryError");
      cluster.clusterHead.dismiss("enough");
      assertThat(large.get(20, TimeUnit.SECONDS).kind()).isEqualTo(WorkerNode.Kind.DISMISSED);
    }
  }

  @Test
  void aRunWithoutAWorkerFailsAfterTheTimeout() throws Exception {
    NodeSettings brief =
        new NodeSettings(
            "127.0.0.1", 0, Duration.ofMillis(300), Duration.ofSeconds(20), 1 << 20, false, "");
    try (ToyCluster cluster = new ToyCluster(brief)) {
      assertThatExceptionOfType(ClusterHead.NoWorkersException.class)
          .isThrownBy(() -> cluster.clusterHead.awaitWorkers(1))
          .withMessageContaining("worker-timeout");
    }
    try (ToyCluster cluster = new ToyCluster(brief)) {
      assertThatExceptionOfType(Simulation.SimulationFailed.class)
          .isThrownBy(() -> cluster.run(SETUP))
          .withMessageContaining("no worker for 0 s (worker-timeout)")
          .withMessageContaining("none has come");
    }
  }

  @Test
  void aPortInUseIsSaid() throws Exception {
    try (ToyCluster cluster = new ToyCluster()) {
      assertThatExceptionOfType(NodeException.class)
          .isThrownBy(
              () ->
                  new ToyCluster(ToyCluster.SETTINGS.at("127.0.0.1", cluster.clusterHead.port()))
                      .close())
          .withMessageContaining("cannot open port " + cluster.clusterHead.port() + " of 127.0.0.1")
          .withMessageContaining("in use");
    }
  }
}
