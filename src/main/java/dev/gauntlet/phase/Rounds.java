package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;

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
