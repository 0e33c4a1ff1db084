package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.protocol.ClientReply;
import java.util.List;

/**
 * A phase under way, as a state machine: told what has happened, it says what the server is to do
 * next. Each answer is one of {@link ServerAction}'s; the server calls {@link #onReply} or {@link
 * #onLost} for each client of an {@code Ask} in virtual-time order, and {@link #onValidated} once
 * for each {@code Validate} and {@code CloseRound}, {@link #onComputed} once for each {@code
 * Compute}.
 */
public interface Phase {

  /** The first action. */
  ServerAction start();

  /** A client's reply has arrived. */
  ServerAction onReply(ClientId client, ClientReply reply);

  /** No reply will come from that client. */
  ServerAction onLost(ClientId client, String reason);

  /** The time of an {@code Ask} or a {@code Pause} is up. */
  ServerAction onAlarm();

  /** The validation accuracy asked for, as a fraction of 1. */
  ServerAction onValidated(double accuracy);

  /** The results of the tasks of a {@code Compute}, in their order. */
  default ServerAction onComputed(List<ServerResult> results) {
    throw new IllegalStateException("the phase has nothing computed, but " + results + " came");
  }

  /**
   * Whether clients go on with what they were asked when the phase turns to something else. If not,
   * any action but {@code Await} ends the waiting for those who have not answered yet.
   */
  default boolean clientsGoOn() {
    return false;
  }
}
