package dev.gauntlet.experiment.backend;

import dev.gauntlet.actor.cluster.NodeException;
import dev.gauntlet.actor.cluster.NodeSettings;
import dev.gauntlet.actor.cluster.RunLoader;
import dev.gauntlet.actor.cluster.RunOffer;
import dev.gauntlet.actor.cluster.WorkerNode;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.images.ImageCache;
import dev.gauntlet.experiment.provenance.Host;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.engine.NetworkEngines;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioReader;
import dev.gauntlet.simulation.RandomStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A JVM that does clients' work for somebody else's run. */
public final class Worker implements RunLoader {

  private final NetworkEngine engine = NetworkEngines.preferred();
  private final Path dataFolder;

  Worker(Path dataFolder) {
    this.dataFolder = dataFolder;
  }

  /**
   * Joins a run's node and works for it until it is over.
   *
   * @param host of the run's node, as numbers
   * @throws RequestException if this node's address cannot be had
   */
  public static WorkerNode.Outcome serve(
      NodeSettings settings, String host, int port, Path dataFolder, int threads)
      throws RequestException, InterruptedException {
    Worker worker = new Worker(dataFolder);
    try {
      return WorkerNode.serve(settings, host, port, Host.identity(worker.engine), worker, threads);
    } catch (NodeException e) {
      throw new RequestException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public LoadedRun prepare(RunOffer offer) throws RefusedException {
    Scenario scenario = read(offer);
    FederationData data;
    try {
      Map<Integer, Set<Integer>> requiredLabels = new HashMap<>();
      offer.held().forEach(held -> requiredLabels.put(held.client(), Set.copyOf(held.labels())));
      data = FederationData.of(scenario, Optional.of(dataFolder), new ImageCache(), requiredLabels);
    } catch (RequestException | InvalidConfigException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    }
    String sha256 = data.set().sha256();
    if (!sha256.equals(offer.dataSha256())) {
      throw new RefusedException(
          "the run has other images: its %s has SHA-256 %s, the worker's %s in %s %s"
              .formatted(offer.data(), offer.dataSha256(), data.set().name(), dataFolder, sha256));
    }
    AdversaryTimeline script = scenario.attackScript();
    for (PrunedChannels rehearsed : offer.rehearsed()) {
      script = script.told(rehearsed);
    }
    ClientFactory clients =
        new ClientFactory(
            data,
            scenario.architecture().lastConvolution(),
            new RandomStreams(scenario.seed()),
            script);
    return new LoadedRun(new Learners(engine, scenario.architecture()), clients::of);
  }

  /** Scenarios are read from files: the offer becomes some for a moment. */
  private static Scenario read(RunOffer offer) throws RefusedException {
    try {
      Path folder = Files.createTempDirectory("gauntlet-worker");
      try {
        Path file = Files.writeString(folder.resolve("scenario.conf"), offer.scenario());
        List<String> overrides = new ArrayList<>();
        for (int i = 0; i < offer.files().size(); i++) {
          RunOffer.NamedText named = offer.files().get(i);
          Path copy = folder.resolve("file-" + i);
          Files.writeString(copy, named.text(), StandardCharsets.UTF_8);
          overrides.add(named.key() + "=\"\"\"" + copy + "\"\"\"");
        }
        return ScenarioReader.read(file, overrides);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidConfigException e) {
      throw new RefusedException("the run's scenario does not make sense here: " + e.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
