package dev.gauntlet.actor;

import dev.gauntlet.aggregation.AggregationPlan;
import dev.gauntlet.aggregation.Fallback;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.defense.PruningStop;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.federation.Buffering;
import dev.gauntlet.federation.ByDataSize;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.PowerOfChoice;
import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.federation.RoundRobin;
import dev.gauntlet.federation.SelectionStrategy;
import dev.gauntlet.federation.Staleness;
import dev.gauntlet.federation.Uniform;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Spread;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.Chance;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.simulation.DispatchConditions;
import dev.gauntlet.simulation.DispatchOutcomes;
import dev.gauntlet.simulation.Distribution;
import dev.gauntlet.simulation.Periods;
import dev.gauntlet.simulation.RandomStreams;
import dev.gauntlet.timeline.Change;
import dev.gauntlet.timeline.Entry;
import dev.gauntlet.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** A run drawn at random: any mode, selection, device, availability, script and order of phases. */
final class RandomRun {

  private final Random random;
  private final RandomStreams streams;
  private final int population;
  private final boolean asynchronous;

  private RandomRun(long seed) {
    random = new Random(seed);
    streams = new RandomStreams(seed);
    population = 2 + random.nextInt(11);
    asynchronous = random.nextBoolean();
  }

  static ServerSetup draw(long seed) {
    return new RandomRun(seed).setup();
  }

  private ServerSetup setup() {
    ServerSetup toy = ToyRun.setup(1, phases());
    return new ServerSetup(
        toy.initialModel(),
        toy.phases(),
        new PhaseContext.Federation(
            ToyRun.BLOCK,
            new PhaseContext.Selection(strategy(), clientsPerRound()),
            rules(),
            asynchronous ? Optional.of(buffering()) : Optional.empty(),
            new LocalTraining(1 + random.nextInt(2), 4, optimiser(), 0, PrunedChannels.NONE),
            schedule(),
            new AggregationPlan(new FederatedAveraging(), Fallback.SKIP, 1)),
        new SimulatedClients(
            population,
            random.nextInt(4) == 0 ? Set.of(new ClientId(1)) : Set.of(),
            client -> ToyRun.images(client).size(),
            new DispatchOutcomes(
                new DispatchConditions(devices(), availability(), random.nextInt(3) * 0.15),
                streams)),
        timeline(),
        toy.images(),
        streams);
  }

  private Optimiser optimiser() {
    return random.nextBoolean()
        ? new Optimiser(0.1)
        : new Optimiser(0.1, 0.9, random.nextBoolean(), random.nextInt(2) * 0.01);
  }

  private RateSchedule schedule() {
    return switch (random.nextInt(4)) {
      case 0 -> new RateSchedule.Step(2, 0.5);
      case 1 -> new RateSchedule.WarmUp(2, new RateSchedule.Exponential(0.9));
      case 2 -> new RateSchedule.Cosine(12, 0.1);
      default -> new RateSchedule.Constant();
    };
  }

  private List<PhasePlan> phases() {
    List<PhasePlan> phases = new ArrayList<>();
    phases.add(new PhasePlan.Training(2 + random.nextInt(6)));
    phases.add(
        new PhasePlan.Pruning(
            random.nextBoolean()
                ? new PruningVote.Ranking()
                : new PruningVote.Majority(List.of(0.3, 0.6)),
            ActivationRecord.AFTER_ACTIVATION,
            random.nextBoolean() ? PhasePlan.Validator.CLIENTS : PhasePlan.Validator.SERVER,
            1 + random.nextInt(2),
            new PruningStop(0.3, 1),
            random.nextBoolean()
                ? OptionalInt.empty()
                : OptionalInt.of(1 + random.nextInt(population))));
    phases.add(new PhasePlan.Clipping(new ClippingDelta.Fixed(2), Spread.LIVE));
    if (random.nextBoolean()) {
      phases.add(
          new PhasePlan.FinePruning(
              ActivationRecord.AFTER_ACTIVATION, 1, new PruningStop(0.3, 1), ToyRun.TUNING));
    }
    phases.add(
        new PhasePlan.FineTuning(
            1 + random.nextInt(4),
            2,
            random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(0.05)));
    return phases;
  }

  private SelectionStrategy strategy() {
    return switch (random.nextInt(asynchronous ? 3 : 4)) {
      case 0 -> new Uniform();
      case 1 -> new ByDataSize();
      case 2 -> new RoundRobin();
      default -> new PowerOfChoice(1 + random.nextInt(population));
    };
  }

  private OptionalInt clientsPerRound() {
    return random.nextInt(3) == 0
        ? OptionalInt.empty()
        : OptionalInt.of(1 + random.nextInt(population));
  }

  private ExchangeRules rules() {
    return new ExchangeRules(
        random.nextBoolean() ? Double.POSITIVE_INFINITY : 0.2 + random.nextDouble(),
        random.nextBoolean() ? 1 : 1.5,
        1 + random.nextInt(2),
        30,
        1 + random.nextInt(100));
  }

  private Buffering buffering() {
    int concurrency = 1 + random.nextInt(population);
    Staleness staleness =
        random.nextBoolean() ? new Staleness.Polynomial(0.5) : new Staleness.Hinge(1, 2);
    return new Buffering(
        concurrency, 1 + random.nextInt(concurrency), 2 + random.nextInt(8), staleness);
  }

  private Devices devices() {
    Distribution compute =
        switch (random.nextInt(4)) {
          case 0 -> new Distribution.Fixed(0);
          case 1 -> new Distribution.Fixed(0.02);
          case 2 -> new Distribution.Uniform(0.01, 0.05);
          default -> new Distribution.Lognormal(0.02, 0.7);
        };
    Distribution latency =
        random.nextBoolean() ? new Distribution.Fixed(0) : new Distribution.Exponential(0.1);
    return new Devices(
        new Devices.Profile(compute, latency, 1e6),
        List.of(
            new Devices.Group(
                List.of(0), new Devices.Profile(new Distribution.Fixed(0.06), latency, 1e4))));
  }

  private Availability availability() {
    return switch (random.nextInt(3)) {
      case 0 -> Availability.ALWAYS;
      case 1 -> new Chance(0.7, streams);
      default ->
          new Periods(new Distribution.Exponential(20), new Distribution.Uniform(1, 5), streams);
    };
  }

  private Timeline timeline() {
    List<ClientId> some = List.of(new ClientId(0), new ClientId(population - 1));
    List<Change> changes =
        List.of(
            new Change.Membership(some, false),
            new Change.Membership(some, true),
            new Change.Connection(some, false),
            new Change.Connection(some, true),
            new Change.Speed(some, 3),
            new Change.Split(some, 2),
            new Change.Settings(
                OptionalDouble.of(0.03),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.of(0.5)),
            new Change.Settings(
                OptionalDouble.empty(),
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.1),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty()),
            new Change.OfAdversary(0));
    return new Timeline(
        IntStream.range(0, random.nextInt(6))
            .mapToObj(
                i ->
                    new Entry(
                        random.nextBoolean()
                            ? new Entry.AtRound(1 + random.nextInt(5))
                            : new Entry.AtTime(random.nextDouble() * 3),
                        "drawn",
                        changes.get(random.nextInt(changes.size()))))
            .toList());
  }
}
