package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.protocol.GlobalModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A phase of rounds at the moment at which a round has been closed, before its model's validation
 * accuracy is known.
 *
 * @param model that the round ended with
 * @param roundsDone by the phase
 * @param participants whose updates the round used
 * @param kept the model that the phase would keep of those before
 * @param atWork who is at work across the end of the round; null in synchronous rounds
 */
public record RoundsState(
    GlobalModel model, int roundsDone, int participants, Kept kept, @Nullable AtWork atWork) {

  /**
   * The model to keep so far.
   *
   * @param accuracy of the model on the validation images, if that matters
   * @param notBetter models in a row that were not better
   */
  public record Kept(GlobalModel model, double accuracy, int notBetter) {}

  /**
   * Clients at work in asynchronous rounds.
   *
   * @param roundOfDispatch in which each was asked
   * @param turns how often clients have been chosen in the phase
   * @param fruitless dispatches in a row of which nothing was used
   * @param idle times in a row that nobody could be asked
   */
  public record AtWork(
      Map<ClientId, Integer> roundOfDispatch, long turns, int fruitless, int idle) {
    public AtWork {
      roundOfDispatch = Map.copyOf(roundOfDispatch);
    }
  }
}
