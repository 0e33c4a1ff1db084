package dev.gauntlet.actor;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.protocol.ClientReply;

/** What comes up in virtual time. */
sealed interface Arrival {

  /** A reply; while it is under way nothing but the work is there. */
  record Replied(ClientId client, ClientReply reply) implements Arrival {}

  /** The server sees that a reply will not come. */
  record Lost(ClientId client, String reason) implements Arrival {}

  /** The time of an alarm. */
  record Alarm() implements Arrival {}

  /** The time of an entry of the timeline. */
  record EntryDue(int place) implements Arrival {}
}
