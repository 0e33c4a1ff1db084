package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.protocol.ClientReply;

/** A phase in which no client is asked. */
abstract class ServersOwnPhase implements Phase {

  private final String name;

  ServersOwnPhase(String name) {
    this.name = name;
  }

  @Override
  public final ServerAction onReply(ClientId client, ClientReply reply) {
    throw new IllegalStateException(name + " asks no client, but " + client + " replied");
  }

  @Override
  public final ServerAction onLost(ClientId client, String reason) {
    throw new IllegalStateException(name + " asks no client, but " + client + " is lost");
  }

  @Override
  public final ServerAction onAlarm() {
    throw new IllegalStateException(name + " waits for nothing");
  }

  @Override
  public ServerAction onValidated(double accuracy) {
    throw new IllegalStateException(name + " has nothing validated");
  }
}
