package dev.gauntlet.actor;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.DispatchOutcomes;
import dev.gauntlet.simulation.RandomStreams;
import dev.gauntlet.timeline.Timeline;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What the server starts with.
 *
 * @param initialModel the model of round 0
 * @param phases of the run in order, at least one
 * @param federation what is the same for all phases, unless the script changes it
 * @param population how many clients there are
 * @param absent clients that are not in the federation when the run begins
 * @param outcomes what becomes of dispatches
 * @param timeline the script of the run
 * @param examplesOf how many examples a client holds
 * @param load how many images a client trains on, which attackers have more of
 * @param images the server's own: its validation images, on which it can also compute
 * @param streams of the run
 */
public record ServerSetup(
    GlobalModel initialModel,
    List<PhasePlan> phases,
    PhaseContext.Federation federation,
    int population,
    Set<ClientId> absent,
    DispatchOutcomes outcomes,
    Timeline timeline,
    ToIntFunction<ClientId> examplesOf,
    TrainingLoad load,
    Examples images,
    RandomStreams streams) {

  /** How much work local training is. */
  @FunctionalInterface
  public interface TrainingLoad {
    /**
     * The images that the client trains on for the task, over all epochs.
     *
     * @param fired the entries of the script that have fired
     */
    long images(ClientId client, ClientTask.Training task, List<Integer> fired);
  }

  public ServerSetup {
    phases = List.copyOf(phases);
    absent = Set.copyOf(absent);
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("a run needs at least one phase");
    }
  }

  /** With clients that train on what they hold. */
  public ServerSetup(
      GlobalModel initialModel,
      List<PhasePlan> phases,
      PhaseContext.Federation federation,
      int population,
      Set<ClientId> absent,
      DispatchOutcomes outcomes,
      Timeline timeline,
      ToIntFunction<ClientId> examplesOf,
      Examples images,
      RandomStreams streams) {
    this(
        initialModel,
        phases,
        federation,
        population,
        absent,
        outcomes,
        timeline,
        examplesOf,
        (client, task, fired) -> (long) examplesOf.applyAsInt(client) * task.settings().epochs(),
        images,
        streams);
  }

  /**
   * What becomes of a dispatch. The model travels down; an update, a vote or a few numbers back.
   *
   * @param slowness the factor on the client's compute time
   * @param fired the entries of the script that have fired
   * @param turn how many dispatches the client has had before
   * @param now the virtual second
   */
  DispatchOutcomes.Outcome outcome(
      ClientId client,
      ClientTask task,
      double slowness,
      List<Integer> fired,
      long turn,
      double now) {
    long modelBytes = (long) Float.BYTES * initialModel.parameters().length();
    long computed =
        task instanceof ClientTask.Training training
            ? load.images(client, training, fired)
            : examplesOf.applyAsInt(client) * task.passes();
    long bytesUp = task.replyBytes(modelBytes, federation.block().channels());
    return outcomes.of(
        new DispatchOutcomes.Dispatch(
            client.index(), computed, modelBytes, bytesUp, slowness, turn, now));
  }
}
