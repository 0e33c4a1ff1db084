package dev.gauntlet.scenario;

import com.typesafe.config.ConfigObject;
import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.attack.Attack;
import dev.gauntlet.attack.AttackScript;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.Uniform;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.timeline.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads scenarios: a file and overrides over the defaults of reference.conf. */
public final class ScenarioReader {

  private final Section root;
  private final Reading reading;

  private ScenarioReader(Section root, Reading reading) {
    this.root = root;
    this.reading = reading;
  }

  /**
   * Reads and checks a scenario.
   *
   * @param file in the scenario language
   * @param overrides {@code key=value}, applied in order
   * @throws ScenarioException with everything that is wrong, if anything is
   */
  public static Scenario read(Path file, List<String> overrides) throws ScenarioException {
    Reading reading = new Reading(file.toString());
    Optional<ConfigObject> written = Parsed.of(file, overrides, reading);
    Optional<Scenario> scenario = Optional.empty();
    if (written.isPresent()) {
      Section root = new Section("", written.get(), Defaults.scenario(), reading.file(), reading);
      scenario = new ScenarioReader(root, reading).scenario();
      root.reportUnknownKeys();
    }
    if (scenario.isEmpty() || reading.hasProblems()) {
      throw new ScenarioException(reading.problems());
    }
    return scenario.get();
  }

  /** In the order in which the resolved text has the keys; empty only after a problem. */
  private Optional<Scenario> scenario() {
    String name = RunName.read(root, reading.file());
    long seed = root.setting("seed").wholeNumber();
    DataReader data = DataReader.read(root.section("data"));
    Optional<Architecture> architecture = new ModelReader(root, data.images()).read();
    int clients = root.integer("clients", 1, Limits.CLIENTS);
    data.checkAgainst(root, clients);
    // An unusable number of clients is a problem of its own: nothing else is judged by it.
    int population = root.sound("clients") ? clients : Limits.CLIENTS;
    List<Attack> attacks = new AdversariesReader(root, population, data).read();
    TrainingReader training = new TrainingReader(root.section("training"));
    OptionalInt clientsPerRound = clientsPerRound(population);
    Section aggregation = root.section("aggregation");
    Aggregator aggregator =
        aggregation
            .choose("rule", Catalogues.AGGREGATION_RULES)
            .map(rule -> rule.apply(aggregation))
            .orElseGet(FederatedAveraging::new);
    double serverRate = aggregation.number("server-learning-rate", Bounds.above(0).to(Limits.RATE));
    LaterVersions.check(root);
    Devices devices = new DevicesReader(root.section("devices"), population).read();
    List<PhasePlan> phases = PhaseReader.all(root, training);
    LaterVersions.checkTimeline(root);
    if (architecture.isEmpty() || reading.hasProblems()) {
      return Optional.empty();
    }
    return Optional.of(
        new Scenario(
            name,
            seed,
            data.plan(),
            architecture.get(),
            clients,
            new AttackScript(attacks, Map.of()),
            training.plan(),
            clientsPerRound,
            new Uniform(),
            aggregator,
            serverRate,
            ExchangeRules.PATIENT,
            Optional.empty(),
            Availability.ALWAYS,
            0,
            devices,
            phases,
            Timeline.EMPTY,
            Set.of(),
            reading.source()));
  }

  private OptionalInt clientsPerRound(int population) {
    Section selection = root.section("selection");
    OptionalInt perRound = selection.setting("clients-per-round").integerOrAll(1, population);
    selection.setting("strategy").word("selection strategy", List.of("uniform"), List.of());
    return perRound;
  }
}
