package dev.gauntlet.experiment.backend;

import dev.gauntlet.actor.ServerSetup;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.actor.StartPoint;
import dev.gauntlet.actor.cluster.ClusterHead;
import dev.gauntlet.actor.cluster.ClusterStatus;
import dev.gauntlet.actor.cluster.NodeException;
import dev.gauntlet.actor.cluster.NodeSettings;
import dev.gauntlet.actor.cluster.RunOffer;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.provenance.Host;
import dev.gauntlet.experiment.request.ClusterOptions;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.metrics.EvaluationSets;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of a cluster, and the node at which they join. */
public final class ClusterBackend implements ClientBackend {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterBackend.class);

  /** What a message has beside the parameters. */
  private static final long ENVELOPE = 1 << 16;

  private final Scenario scenario;
  private final FederationData data;
  private final ClusterOptions cluster;
  private final ClusterHead clusterHead;
  private final OwnWorkers own;
  private final Learners learners;
  private final int threads;
  private final Map<Integer, Set<Integer>> requiredLabels;
  private final Thread farewell = new Thread(() -> end("the run was stopped"), "farewell");

  private ClusterBackend(
      Scenario scenario,
      FederationData data,
      RunOptions options,
      ClusterHead clusterHead,
      OwnWorkers own,
      Learners learners,
      Map<Integer, Set<Integer>> requiredLabels) {
    this.scenario = scenario;
    this.data = data;
    this.cluster = options.cluster().orElseThrow();
    this.clusterHead = clusterHead;
    this.own = own;
    this.learners = learners;
    this.threads = options.threads();
    this.requiredLabels = requiredLabels;
  }

  /**
   * Opens the run's node.
   *
   * @param requiredLabels by client: those that the division of the images had to give it
   * @throws RequestException if the node's address cannot be had, or the model is too large
   */
  public static ClusterBackend open(
      Scenario scenario,
      FederationData data,
      NetworkEngine engine,
      Learners learners,
      RunOptions options,
      ClusterOptions cluster,
      Map<Integer, Set<Integer>> requiredLabels)
      throws RequestException {
    NodeSettings settings = cluster.settings();
    int parameters = scenario.architecture().parameterCount();
    long needed = (long) Float.BYTES * parameters + ENVELOPE;
    if (needed > settings.messageLimit()) {
      throw new RequestException(
          "message-limit of the cluster is "
              + settings.messageLimit()
              + " bytes, and a model of "
              + scenario.architecture().name()
              + " takes "
              + needed);
    }
    ClusterHead clusterHead;
    try {
      clusterHead = ClusterHead.open(settings, Host.identity(engine), parameters);
    } catch (NodeException e) {
      throw new RequestException(String.valueOf(e.getMessage()));
    }
    OwnWorkers own = OwnWorkers.start(cluster, settings.host(), clusterHead, options);
    ClusterBackend backend =
        new ClusterBackend(scenario, data, options, clusterHead, own, learners, requiredLabels);
    Runtime.getRuntime().addShutdownHook(backend.farewell);
    return backend;
  }

  private RunOffer offer(AdversaryTimeline script) {
    List<RunOffer.NamedText> files = new ArrayList<>();
    for (Map.Entry<String, Path> file : scenario.source().files().entrySet()) {
      try {
        files.add(
            new RunOffer.NamedText(
                file.getKey(), Files.readString(file.getValue(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new RunOffer(
        scenario.source().text(),
        files,
        script.rehearsed().stream().toList(),
        requiredLabels.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                held ->
                    new RunOffer.Held(held.getKey(), held.getValue().stream().sorted().toList()))
            .toList(),
        data.set().name(),
        data.set().sha256());
  }

  @Override
  public Clients clients(AdversaryTimeline script) {
    clusterHead.hire(offer(script));
    return this::simulate;
  }

  private GlobalModel simulate(
      ServerSetup setup,
      Function<FiredEntries, EvaluationSets> evaluationSets,
      Journal journal,
      StartPoint startPoint)
      throws Simulation.SimulationFailed, InterruptedException {
    if (own.isEmpty() && clusterHead.status().present().isEmpty()) {
      LOG.info(
          "waiting for {} worker{}: ./gauntlet worker --join {}:{}",
          cluster.minWorkers(),
          cluster.minWorkers() == 1 ? "" : "s",
          cluster.settings().host(),
          clusterHead.port());
    }
    clusterHead.awaitWorkers(cluster.minWorkers());
    return clusterHead.simulate(setup, evaluationSets, learners, threads, journal, startPoint);
  }

  @Override
  public long trainedSamples() {
    return clusterHead.status().trainedSamples();
  }

  @Override
  public String load() {
    ClusterStatus status = clusterHead.status();
    return "%d worker%s, %d of %d threads busy"
        .formatted(
            status.present().size(),
            status.present().size() == 1 ? "" : "s",
            status.busyThreads(),
            status.threads());
  }

  @Override
  public Optional<ClusterReport> report() {
    ClusterStatus status = clusterHead.status();
    List<ClusterStatus.Worker> workers = new ArrayList<>(status.gone());
    workers.addAll(status.present());
    return Optional.of(
        new ClusterReport(workers, clusterHead.bytesSent(), clusterHead.bytesReceived()));
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(farewell);
    end("the run has ended");
  }

  @Override
  public void awaitFarewell(long millis) throws InterruptedException {
    farewell.join(millis);
  }

  private void end(String reason) {
    try {
      clusterHead.dismiss(reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    own.close();
    clusterHead.close();
  }
}
