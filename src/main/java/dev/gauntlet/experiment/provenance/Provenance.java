package dev.gauntlet.experiment.provenance;

import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.data.DataFile;
import dev.gauntlet.data.Sha256;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a run's numbers come from.
 *
 * @param files the images, and whatever else the scenario names
 */
public record Provenance(Scenario scenario, NetworkEngine engine, List<DataFile> files) {

  /**
   * Reads what is not read yet.
   *
   * @throws RequestException if a file that the scenario names cannot be read
   */
  public static Provenance of(Scenario scenario, FederationData data, NetworkEngine engine)
      throws RequestException {
    List<DataFile> files = new ArrayList<>(data.set().files());
    for (Map.Entry<String, Path> named : new TreeMap<>(scenario.source().files()).entrySet()) {
      try {
        byte[] bytes = Files.readAllBytes(named.getValue());
        files.add(new DataFile(named.getKey(), bytes.length, Sha256.of(bytes)));
      } catch (IOException e) {
        throw new RequestException(named.getValue() + " cannot be read: " + e);
      }
    }
    return new Provenance(scenario, engine, List.copyOf(files));
  }

  /**
   * The same for checkpoints.
   *
   * @param requiredLabels by client: those that the division of the images had to give it
   */
  public Checkpoint.Origin origin(Map<Integer, Set<Integer>> requiredLabels) {
    Build build = Build.current();
    return new Checkpoint.Origin(
        build.version(),
        build.commit(),
        Host.arithmetic(engine),
        Sha256.of(scenario.source().text().getBytes(StandardCharsets.UTF_8)),
        files,
        requiredLabels);
  }
}
