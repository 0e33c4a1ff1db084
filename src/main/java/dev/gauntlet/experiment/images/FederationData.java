package dev.gauntlet.experiment.images;

import dev.gauntlet.attack.Adversary;
import dev.gauntlet.data.DataException;
import dev.gauntlet.data.DataSet;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.Subset;
import dev.gauntlet.data.partition.LabelledPool;
import dev.gauntlet.data.partition.Partition;
import dev.gauntlet.data.partition.PartitionRequest;
import dev.gauntlet.data.partition.ValidationSplit;
import dev.gauntlet.data.published.ImageSets;
import dev.gauntlet.data.synthetic.SyntheticDigits;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.hocon.Problem;
import dev.gauntlet.metrics.EvaluationSets;
import dev.gauntlet.scenario.DataPlan;
import dev.gauntlet.scenario.DeadlineCheck;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.simulation.RandomStreams;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The images of a run and who holds which.
 *
 * @param set all images
 * @param partition of the training images among the clients
 * @param validation the server's own images
 */
public record FederationData(DataSet set, Partition partition, Examples validation) {

  /**
   * Reads or makes the images and shares them out.
   *
   * @param folder with a folder for each set of images, if the user named one
   * @param images that other runs of this process have used
   * @throws RequestException if files are missing or damaged
   * @throws InvalidConfigException if the scenario asks for more than the images give
   */
  public static FederationData of(Scenario scenario, Optional<Path> folder, ImageCache images)
      throws RequestException, InvalidConfigException {
    return of(scenario, folder, images, requiredLabels(scenario.attacks()));
  }

  /**
   * The same where the images are divided as in a run with other adversaries.
   *
   * @param requiredLabels by client: the labels of which it must hold an image
   */
  public static FederationData of(
      Scenario scenario,
      Optional<Path> folder,
      ImageCache images,
      Map<Integer, Set<Integer>> requiredLabels)
      throws RequestException, InvalidConfigException {
    DataSet set = images(scenario, folder, images);
    RandomStreams streams = new RandomStreams(scenario.seed());
    try {
      ValidationSplit split =
          ValidationSplit.draw(set.training().size(), scenario.data().validationSamples(), streams);
      Partition partition =
          scenario
              .data()
              .partition()
              .partition(
                  new PartitionRequest(
                      new LabelledPool(set.training(), split.remaining()),
                      scenario.clients(),
                      scenario.data().samplesPerClient(),
                      requiredLabels),
                  streams);
      requireShares(scenario, partition);
      Optional<Problem> late = DeadlineCheck.of(scenario, partition::size);
      if (late.isPresent()) {
        throw new InvalidConfigException(List.of(late.get()));
      }
      return checked(
          new FederationData(set, partition, new Subset(set.training(), split.validation())),
          scenario);
    } catch (IllegalArgumentException e) {
      throw problem(scenario, "data", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads or makes the images alone.
   *
   * @throws RequestException if files are missing or damaged
   */
  public static DataSet images(Scenario scenario, Optional<Path> folder, ImageCache images)
      throws RequestException {
    DataPlan plan = scenario.data();
    return images.get(
        ImageSets.names().contains(plan.source())
            ? plan.source()
            : List.of(scenario.seed(), plan.trainingImages(), plan.testImages()),
        () -> load(scenario, folder));
  }

  /**
   * The victim labels of which no honest client holds an image: nothing it trains on opposes the
   * backdoor.
   */
  public Set<Integer> unopposedVictims(List<Adversary> attacks) {
    Set<Integer> victims = new TreeSet<>();
    Set<Integer> attackers = new HashSet<>();
    for (Adversary attack : attacks) {
      attack.backdoor().ifPresent(backdoor -> victims.add(backdoor.victim()));
      attack.clients().forEach(client -> attackers.add(client.index()));
    }
    for (int client = 0; client < partition.clients() && !victims.isEmpty(); client++) {
      if (!attackers.contains(client)) {
        Arrays.stream(partition.labels(client)).forEach(victims::remove);
      }
    }
    return victims;
  }

  /** The images that a client holds. */
  public Examples examplesOf(ClientId client) {
    return new Subset(set.training(), partition.indices(client.index()));
  }

  private static DataSet load(Scenario scenario, Optional<Path> folder) throws RequestException {
    String source = scenario.data().source();
    if (!ImageSets.names().contains(source)) {
      return SyntheticDigits.generate(
          scenario.seed(), scenario.data().trainingImages(), scenario.data().testImages());
    }
    if (folder.isEmpty()) {
      throw new RequestException(
          scenario.source().where("data.source")
              + ": data.source: "
              + source
              + " is read from files; name their folder with --data DIR or GAUNTLET_DATA, or fetch"
              + " them with ./gauntlet data --download "
              + source);
    }
    try {
      return ImageSets.load(source, folder.get());
    } catch (DataException e) {
      throw new RequestException(String.valueOf(e.getMessage()));
    }
  }

  /** What models are measured on while these are the adversaries. */
  public EvaluationSets evaluationSets(List<Adversary> attacks) {
    return new EvaluationSets(
        validation,
        set.test(),
        attacks.stream()
            .flatMap(attack -> attack.backdoor().stream())
            .map(backdoor -> backdoor.markAll(set.test()))
            .toList());
  }

  /** The data, if success can be measured on them. */
  private static FederationData checked(FederationData data, Scenario scenario) {
    data.evaluationSets(scenario.attacks());
    return data;
  }

  /** The labels of which clients must hold an image, whose adversaries need them. */
  public static Map<Integer, Set<Integer>> requiredLabels(List<Adversary> attacks) {
    Map<Integer, Set<Integer>> required = new TreeMap<>();
    for (Adversary attack : attacks) {
      for (ClientId client : attack.clients()) {
        attack
            .backdoor()
            .ifPresent(
                backdoor ->
                    required
                        .computeIfAbsent(client.index(), index -> new TreeSet<>())
                        .add(backdoor.victim()));
      }
    }
    return required;
  }

  private static void requireShares(Scenario scenario, Partition partition)
      throws InvalidConfigException {
    for (int client = 0; client < partition.clients(); client++) {
      if (partition.size(client) == 0) {
        throw problem(
            scenario, "clients", "client " + client + " gets no image: there are too few for all");
      }
    }
  }

  private static InvalidConfigException problem(Scenario scenario, String key, String wrong) {
    return new InvalidConfigException(List.of(scenario.source().problem(key, wrong, "")));
  }
}
