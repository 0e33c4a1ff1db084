package dev.gauntlet.actor;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.DispatchOutcomes;
import dev.gauntlet.simulation.RandomStreams;
import dev.gauntlet.timeline.Timeline;
import java.util.List;

/**
 * What the server starts with.
 *
 * @param initialModel the model of round 0
 * @param phases of the run in order, at least one
 * @param federation what is the same for all phases, unless the timeline changes it
 * @param clients of the federation
 * @param timeline the run's timeline
 * @param images the server's own: its validation images, on which it can also compute
 * @param streams of the run
 */
public record ServerSetup(
    GlobalModel initialModel,
    List<PhasePlan> phases,
    PhaseContext.Federation federation,
    SimulatedClients clients,
    Timeline timeline,
    Examples images,
    RandomStreams streams) {

  public ServerSetup {
    phases = List.copyOf(phases);
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("a run needs at least one phase");
    }
  }

  /**
   * What becomes of a dispatch. The model travels down; an update, a vote or a few numbers back.
   *
   * @param slowness the factor on the client's compute time
   * @param fired the entries of the timeline that have fired
   * @param turn how many dispatches the client has had before
   * @param now the virtual second
   */
  DispatchOutcomes.Outcome outcome(
      ClientId client,
      ClientTask task,
      double slowness,
      FiredEntries fired,
      long turn,
      double now) {
    long modelBytes = (long) Float.BYTES * initialModel.parameters().length();
    long bytesUp = task.replyBytes(modelBytes, federation.block().channels());
    return clients
        .outcomes()
        .of(
            new DispatchOutcomes.Dispatch(
                client.index(),
                clients.images(client, task, fired),
                modelBytes,
                bytesUp,
                slowness,
                turn,
                now));
  }
}
