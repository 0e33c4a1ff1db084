package dev.gauntlet.actor;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.simulation.DispatchOutcomes;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The clients of a run, as far as virtual time and the server have to know them.
 *
 * @param count how many there are
 * @param absent those that are not in the federation when the run begins
 * @param examplesOf how many examples a client holds
 * @param load how many images a client trains on, which attackers have more of
 * @param outcomes what becomes of dispatches to them
 */
public record SimulatedClients(
    int count,
    Set<ClientId> absent,
    ToIntFunction<ClientId> examplesOf,
    TrainingLoad load,
    DispatchOutcomes outcomes) {

  /** How much work local training is. */
  @FunctionalInterface
  public interface TrainingLoad {
    /**
     * The images that the client trains on for the task, over all epochs.
     *
     * @param fired the entries of the timeline that have fired
     */
    long images(ClientId client, ClientTask.Training task, FiredEntries fired);
  }

  public SimulatedClients {
    absent = Set.copyOf(absent);
  }

  /** Clients that train on what they hold. */
  public SimulatedClients(
      int count,
      Set<ClientId> absent,
      ToIntFunction<ClientId> examplesOf,
      DispatchOutcomes outcomes) {
    this(
        count,
        absent,
        examplesOf,
        (client, task, fired) -> (long) examplesOf.applyAsInt(client) * task.settings().epochs(),
        outcomes);
  }

  /** The images that the client computes on for the task. */
  long images(ClientId client, ClientTask task, FiredEntries fired) {
    return task instanceof ClientTask.Training training
        ? load.images(client, training, fired)
        : examplesOf.applyAsInt(client) * task.passes();
  }
}
