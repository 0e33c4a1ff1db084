package dev.gauntlet.scenario;

import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Diagnostics;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.DispatchConditions;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The blocks of a scenario, each read by itself. */
final class ScenarioParts {

  final String name;
  final long seed;
  final DataReader data;
  final Optional<Architecture> architecture;
  final int clients;

  /** The clients, as far as others are judged by them: an unusable number is one problem. */
  final int population;

  final AdversariesReader adversaries;
  final List<Adversary> attacks;
  final TrainingReader training;
  final SelectionReader selection;
  final AggregationReader aggregation;
  final TimeReader time;
  final DispatchConditions dispatches;
  final List<PhasePlan> phases;
  final Map<String, List<PhasePlan>> branches;
  final TimelineReader timelineReader;
  final TimelineReading timeline;

  /** Reads them in the order in which the resolved text has the keys. */
  ScenarioParts(Section root, Diagnostics reading) {
    name = RunName.read(root, reading.file());
    seed = root.setting("seed").wholeNumber();
    data = DataReader.read(root.section("data"));
    architecture =
        new ModelReader(root, data.images())
            .read()
            .map(network -> network.normalizing(data.normalization()));
    clients = root.integer("clients", 1, Limits.CLIENTS);
    population = root.sound("clients") ? clients : Limits.CLIENTS;
    adversaries = new AdversariesReader(root, population, data);
    attacks = adversaries.read();
    training = new TrainingReader(root.section("training"));
    selection = SelectionReader.read(root.section("selection"), population);
    aggregation = AggregationReader.read(root.section("aggregation"));
    time = TimeReader.read(root.section("time"));
    dispatches = dispatches(root, reading);
    PhaseReader.Run run =
        new PhaseReader.Run(
            training,
            population,
            architecture.map(Architecture::classes).orElse(1),
            architecture.map(Architecture::activatesLastConvolution).orElse(true));
    phases = PhaseReader.all(root, run);
    branches = PhaseReader.branches(root, run);
    timelineReader = new TimelineReader(root, adversaries.subjects(attacks));
    timeline = timelineReader.read();
  }

  private DispatchConditions dispatches(Section root, Diagnostics reading) {
    AvailabilityReader availability =
        new AvailabilityReader(
            root.section("availability"), reading, population, new RandomStreams(seed));
    Availability available = availability.read();
    double dropout = root.number("dropout", Bounds.from(0).below(1));
    return new DispatchConditions(
        new DevicesReader(root.section("devices"), population).read(), available, dropout);
  }

  /** The last round that there can be. */
  int lastRound() {
    return ScheduleReader.lastRound(phases, branches.values());
  }

  /** All of it; empty after a problem. */
  Optional<Scenario> scenario(Diagnostics reading) {
    if (architecture.isEmpty() || reading.hasProblems()) {
      return Optional.empty();
    }
    PhaseContext.Federation federation =
        new PhaseContext.Federation(
            architecture.get().lastConvolution(),
            new PhaseContext.Selection(selection.strategy(), selection.clientsPerRound()),
            time.rules(),
            time.buffering(),
            training.local(),
            training.schedule().over(lastRound()),
            aggregation.plan());
    AdversaryTimeline script =
        new AdversaryTimeline(adversaries.initial(attacks, timeline, reading), timeline.steps());
    return Optional.of(
        new Scenario(
            new Scenario.Heading(name, seed, reading.source()),
            data.plan(),
            architecture.get(),
            new Scenario.Participants(clients, script, timeline.absentAtStart()),
            federation,
            dispatches,
            new Scenario.Course(phases, branches, timeline.timeline())));
  }
}
