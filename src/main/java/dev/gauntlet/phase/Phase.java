package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.protocol.ClientReply;

/**
 * A phase under way, as a state machine: told what has happened, it says what the server is to do
 * next. Each answer is one of {@link ServerAction}'s; the server calls {@link #onReply} for each
 * reply to an {@code Ask}, in virtual-time order, and {@link #onValidated} once for each {@code
 * Validate} and {@code CloseRound}.
 */
public interface Phase {

  /** The first action. */
  ServerAction start();

  /** A client's reply has arrived. */
  ServerAction onReply(ClientId client, ClientReply reply);

  /** The validation accuracy asked for, as a fraction of 1. */
  ServerAction onValidated(double accuracy);
}
