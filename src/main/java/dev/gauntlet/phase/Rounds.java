package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rounds go: what the server does from one model to the next. Ends with a CloseRound. */
interface Rounds {

  /** Begins the next round, which is counted through the whole run. */
  ServerAction begin(int round, GlobalModel model);

  ServerAction onReply(ClientId client, ClientReply reply);

  ServerAction onLost(ClientId client, String reason);

  ServerAction onAlarm();

  /** The results of a {@code Compute}, in the order of its tasks. */
  default ServerAction onComputed(List<ServerResult> results) {
    throw new IllegalStateException("the round has nothing computed, but " + results + " came");
  }

  /** Those at work across the end of a round; null if there are never any. */
  default RoundsState.@Nullable AtWork snapshot() {
    return null;
  }

  /** Takes over those who were at work then. */
  default void restore(RoundsState.@Nullable AtWork state) {
    if (state != null) {
      throw new IllegalArgumentException("in these rounds nobody is at work between two");
    }
  }

  /** Whether clients are at work across the end of a round. */
  boolean clientsGoOn();

  /** The task of a round. */
  interface Tasks {
    /**
     * The task.
     *
     * @param turn tells apart what a client is asked in the run
     */
    ClientTask.Training at(int round, long turn);
  }
}
