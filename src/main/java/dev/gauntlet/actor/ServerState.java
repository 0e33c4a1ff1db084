package dev.gauntlet.actor;

import dev.gauntlet.aggregation.AggregatorState;
import dev.gauntlet.federation.ClientRegistry;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.phase.RoundsState;
import dev.gauntlet.protocol.GlobalModel;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the rest of a run depends on, at the end of a round or a phase: a server that
 * begins with it goes on as the one that it was taken from.
 *
 * @param progress how far the run has come
 * @param fired the entries of the timeline that have fired, in that order
 * @param rule the aggregation rule that combined last; empty if none has
 * @param memory what that rule remembers
 * @param registry who can be asked
 * @param inFlight between server and clients
 * @param closing the round that has just been closed and measured; null between phases
 */
public record ServerState(
    Progress progress,
    FiredEntries fired,
    String rule,
    AggregatorState memory,
    ClientRegistry.State registry,
    InFlightState inFlight,
    @Nullable Closing closing) {

  /**
   * How far a run has come.
   *
   * @param phaseIndex the phase under way or, between phases, the next one
   * @param model that this phase begins with
   * @param roundsDone completed in the run
   * @param scriptedRound the last round before which entries of the timeline have fired
   */
  public record Progress(int phaseIndex, GlobalModel model, int roundsDone, int scriptedRound) {}

  /**
   * A round that has been closed and measured, with the phase about to hear of it.
   *
   * @param rounds the state of the phase
   * @param accuracy of the round's model on the validation images, as a fraction of 1
   */
  public record Closing(RoundsState rounds, double accuracy) {}

  /** The phase under way or, between phases, the next one. */
  public int phaseIndex() {
    return progress.phaseIndex();
  }

  /** Rounds of the run that are done. */
  public int roundsDone() {
    return progress.roundsDone();
  }

  /** Rounds of the run that were done when this phase began. */
  public int roundsBefore() {
    return roundsDone() - (closing == null ? 0 : closing.rounds().roundsDone());
  }

  /** The newest model. */
  public GlobalModel newestModel() {
    return closing == null ? progress.model() : closing.rounds().model();
  }
}
