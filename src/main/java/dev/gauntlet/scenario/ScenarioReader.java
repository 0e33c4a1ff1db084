package dev.gauntlet.scenario;

import com.typesafe.config.ConfigObject;
import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Diagnostics;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.hocon.Parsed;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.simulation.RandomStreams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads scenarios: a file and overrides over the defaults of reference.conf. */
public final class ScenarioReader {

  private final Section root;
  private final Diagnostics reading;

  private ScenarioReader(Section root, Diagnostics reading) {
    this.root = root;
    this.reading = reading;
  }

  /**
   * Reads and checks a scenario.
   *
   * @param file in the scenario language
   * @param overrides {@code key=value}, applied in order
   * @throws InvalidConfigException with everything that is wrong, if anything is
   */
  public static Scenario read(Path file, List<String> overrides) throws InvalidConfigException {
    Diagnostics reading = new Diagnostics(file.toString());
    Optional<ConfigObject> written = Parsed.of(file, overrides, reading);
    Optional<Scenario> scenario = Optional.empty();
    if (written.isPresent()) {
      scenario = of(written.get(), reading);
    }
    if (scenario.isEmpty()) {
      throw new InvalidConfigException(reading.problems());
    }
    return scenario.get();
  }

  /** What the user wrote as a scenario; empty if there are problems. */
  public static Optional<Scenario> of(ConfigObject written, Diagnostics reading) {
    Section root = new Section("", written, Defaults.scenario(), reading.file(), reading);
    Optional<Scenario> scenario = new ScenarioReader(root, reading).scenario();
    root.reportUnknownKeys();
    return reading.hasProblems() ? Optional.empty() : scenario;
  }

  /** In the order in which the resolved text has the keys; empty only after a problem. */
  private Optional<Scenario> scenario() {
    String name = RunName.read(root, reading.file());
    long seed = root.setting("seed").wholeNumber();
    DataReader data = DataReader.read(root.section("data"));
    Optional<Architecture> architecture =
        new ModelReader(root, data.images())
            .read()
            .map(network -> network.normalizing(data.normalization()));
    int clients = root.integer("clients", 1, Limits.CLIENTS);
    data.checkAgainst(root, clients);
    // An unusable number of clients is a problem of its own: nothing else is judged by it.
    int population = root.sound("clients") ? clients : Limits.CLIENTS;
    AdversariesReader adversaries = new AdversariesReader(root, population, data);
    List<Adversary> attacks = adversaries.read();
    TrainingReader training = new TrainingReader(root.section("training"));
    SelectionReader selection = SelectionReader.read(root.section("selection"), population);
    AggregationReader aggregation = AggregationReader.read(root.section("aggregation"));
    aggregation.checkAgainst(data);
    TimeReader time = TimeReader.read(root.section("time"));
    time.checkAgainst(selection);
    Availability availability =
        new AvailabilityReader(
                root.section("availability"), reading, population, new RandomStreams(seed))
            .read();
    double dropout = root.number("dropout", Bounds.from(0).below(1));
    Devices devices = new DevicesReader(root.section("devices"), population).read();
    PhaseReader.Run run =
        new PhaseReader.Run(
            training,
            population,
            architecture.map(Architecture::classes).orElse(1),
            architecture.map(Architecture::activatesLastConvolution).orElse(true));
    List<PhasePlan> phases = PhaseReader.all(root, run);
    Map<String, List<PhasePlan>> branches = PhaseReader.branches(root, run);
    if (root.sound("phases")) {
      adversaries.checkAgainst(phases, branches.values());
    }
    architecture.ifPresent(adversaries::checkRecords);
    int lastRound = ScheduleReader.lastRound(phases, branches.values());
    if (root.sound("training.rounds", "phases", "branches")) {
      training.schedule().checkAgainst(lastRound);
    }
    TimelineReader timeline = new TimelineReader(root, adversaries.subjects(attacks));
    TimelineReading script = timeline.read();
    if (root.sound("phases", "branches")) {
      timeline.checkRounds(phases, branches.values());
    }
    if (root.sound("clients", "selection", "time")) {
      AggregationReader.Cohort cohort = AggregationReader.Cohort.of(time, selection);
      AggregationReader.check(aggregation.aggregation(), aggregation.rule(), cohort);
      timeline.checkRules(cohort);
    }
    if (root.sound("devices", "availability", "dropout", "time")
        && !mayTakeTime(devices, availability, dropout, time.rules(), script)) {
      timeline.checkTimes();
    }
    if (architecture.isPresent()
        && root.sound("devices", "time", "clients", "phases", "branches")) {
      // How many images clients hold is known only when they are shared out: none, for now.
      new DeadlineCheck(
              devices,
              clients,
              architecture.get().parameterCount(),
              time.rules(),
              DeadlineCheck.Waiting.in(
                  Stream.concat(phases.stream(), branches.values().stream().flatMap(List::stream))
                      .toList(),
                  time.buffering().isPresent()))
          .wrong(client -> 0)
          .ifPresent(wrong -> time.time().problem("deadline", wrong, DeadlineCheck.right()));
    }
    // A run looks no further at a matrix than to say what is wrong with it.
    MatrixBlock.read(root.section("matrix"));
    reading.forget("matrix");
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
            new AdversaryTimeline(adversaries.initial(attacks, script, reading), script.steps()),
            training.plan(lastRound),
            selection.clientsPerRound(),
            selection.strategy(),
            aggregation.rule(),
            aggregation.whenViolated(),
            aggregation.serverLearningRate(),
            time.rules(),
            time.buffering(),
            availability,
            dropout,
            devices,
            phases,
            branches,
            script.timeline(),
            script.absentAtStart(),
            reading.source()));
  }

  /** Whether virtual time can pass at all: in devices, or in waiting for clients. */
  private static boolean mayTakeTime(
      Devices devices,
      Availability availability,
      double dropout,
      ExchangeRules rules,
      TimelineReading script) {
    boolean mayWait =
        !availability.equals(Availability.ALWAYS)
            || dropout > 0
            || !script.absentAtStart().isEmpty()
            || script.takesClientsAwayAtARound();
    return devices.takeTime() || (mayWait && rules.retryWaitSeconds() > 0);
  }
}
