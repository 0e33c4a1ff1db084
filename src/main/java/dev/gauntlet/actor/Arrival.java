package dev.gauntlet.actor;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.protocol.ClientReply;

/** What comes up in virtual time. */
sealed interface Arrival {

  /** The same as something that is under way. */
  InFlightState.Item item(long sequence, double due);

  /** A reply; while it is under way nothing but the work is there. */
  record Replied(ClientId client, ClientReply reply) implements Arrival {
    @Override
    public InFlightState.Item item(long sequence, double due) {
      throw new IllegalStateException("a reply has come: it is not under way");
    }
  }

  /** The server sees that a reply will not come. */
  record Lost(ClientId client, String reason) implements Arrival {
    @Override
    public InFlightState.Item item(long sequence, double due) {
      return new InFlightState.Loss(sequence, due, client, reason);
    }
  }

  /** The time of an alarm. */
  record Alarm() implements Arrival {
    @Override
    public InFlightState.Item item(long sequence, double due) {
      return new InFlightState.Alarm(sequence, due);
    }
  }

  /** The time of an entry of the script. */
  record EntryDue(int place) implements Arrival {
    @Override
    public InFlightState.Item item(long sequence, double due) {
      return new InFlightState.Entry(sequence, due, place);
    }
  }
}
