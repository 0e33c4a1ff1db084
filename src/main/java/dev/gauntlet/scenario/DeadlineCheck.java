package dev.gauntlet.scenario;

import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.hocon.Messages;
import dev.gauntlet.hocon.Problem;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.timeline.Change;
import dev.gauntlet.timeline.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/** Whether enough clients can ever meet the deadline, by what no dispatch is faster than. */
public final class DeadlineCheck {

  static final String KEY = "time.deadline";

  private final Devices devices;
  private final int clients;
  private final int parameters;
  private final ExchangeRules rules;
  private final Waiting waiting;

  /** What the server waits for until the deadline. */
  enum Waiting {
    /** Updates, which are as large as the model. */
    UPDATES,
    /** Votes alone: asynchronous rounds have no deadline. */
    VOTES,
    NOTHING;

    static Waiting in(List<PhasePlan> phases, boolean asynchronous) {
      if (!asynchronous && TimelineReader.rounds(phases) > 0) {
        return UPDATES;
      }
      return phases.stream().anyMatch(PhasePlan.Pruning.class::isInstance) ? VOTES : NOTHING;
    }
  }

  DeadlineCheck(
      Devices devices, int clients, int parameters, ExchangeRules rules, Waiting waiting) {
    this.devices = devices;
    this.clients = clients;
    this.parameters = parameters;
    this.rules = rules;
    this.waiting = waiting;
  }

  /**
   * What is wrong with the deadline, once it is known how many examples clients hold.
   *
   * @param examples by client
   */
  public static Optional<Problem> of(Scenario scenario, IntToLongFunction examples) {
    int epochs = mayBeQuicker(scenario) ? 0 : leastEpochs(scenario);
    return new DeadlineCheck(
            scenario.dispatches().devices(),
            scenario.clients(),
            scenario.architecture().parameterCount(),
            scenario.federation().rules(),
            Waiting.in(scenario.allPhases(), scenario.federation().buffering().isPresent()))
        .wrong(client -> epochs * examples.applyAsLong(client))
        .map(wrong -> scenario.source().problem(KEY, wrong, right()));
  }

  /** Epochs of whoever trains least: an adversary may train less than it is asked to. */
  private static int leastEpochs(Scenario scenario) {
    return scenario.attacks().stream()
        .map(Adversary::goal)
        .filter(Goal.Targeted.class::isInstance)
        .flatMapToInt(goal -> ((Goal.Targeted) goal).training().epochs().stream())
        .reduce(scenario.federation().training().epochs(), Math::min);
  }

  /** Whether the timeline makes compute time shorter than the devices say. */
  private static boolean mayBeQuicker(Scenario scenario) {
    return scenario.timeline().entries().stream()
        .map(Entry::change)
        .anyMatch(Change::mayMakeQuicker);
  }

  /**
   * In words, empty if nothing is.
   *
   * @param samples that each client trains on, at least
   */
  Optional<String> wrong(IntToLongFunction samples) {
    if (Double.isInfinite(rules.deadlineSeconds()) || waiting == Waiting.NOTHING) {
      return Optional.empty();
    }
    boolean updates = waiting == Waiting.UPDATES;
    long model = (long) Float.BYTES * parameters;
    int needed = rules.minUpdates();
    int able = 0;
    double quickest = Double.POSITIVE_INFINITY;
    for (int client = 0; client < clients && able < needed; client++) {
      long computed = updates ? samples.applyAsLong(client) : 0;
      double least = devices.leastSeconds(client, computed, model, updates ? model : 0);
      quickest = Math.min(quickest, least);
      able += least <= rules.deadlineSeconds() ? 1 : 0;
    }
    if (able >= needed) {
      return Optional.empty();
    }
    return Optional.of(
        able == 0
            ? "nobody can meet it: the quickest client needs " + Messages.number(quickest) + " s"
            : "only " + able + " of the " + needed + " clients that min-updates wants can meet it");
  }

  static String right() {
    return "expected a later deadline, or quicker devices";
  }
}
