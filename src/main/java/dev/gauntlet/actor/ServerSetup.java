package dev.gauntlet.actor;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What the server starts with.
 *
 * @param initialModel the model of round 0
 * @param phases of the run in order, at least one
 * @param federation what is the same for all phases
 * @param devices how long dispatches take
 * @param examplesOf how many examples a client holds
 * @param streams of the run
 */
public record ServerSetup(
    GlobalModel initialModel,
    List<PhasePlan> phases,
    PhaseContext.Federation federation,
    Devices devices,
    ToIntFunction<ClientId> examplesOf,
    RandomStreams streams) {

  public ServerSetup {
    phases = List.copyOf(phases);
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("a run needs at least one phase");
    }
  }

  /**
   * The virtual seconds from a dispatch to its reply, a function of the run's seed, the client and
   * the dispatch's number alone. The model travels down; an update, or a small vote, back.
   */
  double seconds(ClientId client, ClientTask task, long sequence) {
    long modelBytes = (long) Float.BYTES * initialModel.parameters().length();
    long examples = examplesOf.applyAsInt(client);
    long passes = 1;
    long bytesUp = (long) Integer.BYTES * federation.block().channels();
    if (task instanceof ClientTask.Training training) {
      passes = training.settings().epochs();
      bytesUp = modelBytes;
    } else if (task instanceof ClientTask.MeasurePruning pruning) {
      passes = 1L + (pruning.order().size() + pruning.step() - 1) / pruning.step();
    }
    return devices.seconds(
        client.index(),
        examples * passes,
        modelBytes,
        bytesUp,
        streams.stream("dispatch", client.index(), sequence));
  }
}
