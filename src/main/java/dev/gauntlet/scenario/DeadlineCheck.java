package dev.gauntlet.scenario;

import dev.gauntlet.simulation.Devices;
import dev.gauntlet.timeline.Change;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/** Whether enough clients can ever meet the deadline, by what no dispatch is faster than. */
public final class DeadlineCheck {

  static final String KEY = "time.deadline";

  private final Devices devices;
  private final int clients;
  private final long bytes;
  private final int needed;
  private final double deadline;

  DeadlineCheck(Devices devices, int clients, int parameters, int needed, double deadline) {
    this.devices = devices;
    this.clients = clients;
    this.bytes = (long) Float.BYTES * parameters;
    this.needed = needed;
    this.deadline = deadline;
  }

  /**
   * What is wrong with the deadline, once it is known how many examples clients hold.
   *
   * @param examples by client
   */
  public static Optional<Problem> of(Scenario scenario, IntToLongFunction examples) {
    if (TimelineReader.rounds(scenario.phases()) == 0) {
      return Optional.empty();
    }
    int epochs = mayBeQuicker(scenario) ? 0 : scenario.training().localEpochs();
    return new DeadlineCheck(
            scenario.devices(),
            scenario.clients(),
            scenario.architecture().parameterCount(),
            scenario.rules().minUpdates(),
            scenario.rules().deadlineSeconds())
        .wrong(client -> epochs * examples.applyAsLong(client))
        .map(wrong -> scenario.source().problem(KEY, wrong, right()));
  }

  /** Whether the timeline makes compute time shorter than the devices say. */
  private static boolean mayBeQuicker(Scenario scenario) {
    return scenario.timeline().entries().stream()
        .anyMatch(
            entry ->
                (entry.change() instanceof Change.Speed speed && speed.factor() < 1)
                    || (entry.change() instanceof Change.Settings settings
                        && settings.localEpochs().isPresent()));
  }

  /**
   * In words, empty if nothing is.
   *
   * @param samples that each client computes on, at least
   */
  Optional<String> wrong(IntToLongFunction samples) {
    if (Double.isInfinite(deadline)) {
      return Optional.empty();
    }
    int able = 0;
    double quickest = Double.POSITIVE_INFINITY;
    for (int client = 0; client < clients && able < needed; client++) {
      double least = devices.leastSeconds(client, samples.applyAsLong(client), bytes, bytes);
      quickest = Math.min(quickest, least);
      able += least <= deadline ? 1 : 0;
    }
    if (able >= needed) {
      return Optional.empty();
    }
    return Optional.of(
        able == 0
            ? "nobody can meet it: the quickest client needs " + Wording.number(quickest) + " s"
            : "only " + able + " of the " + needed + " clients that min-updates wants can meet it");
  }

  static String right() {
    return "expected a later deadline, or quicker devices";
  }
}
