package dev.gauntlet.actor.cluster;

import akka.actor.AbstractExtensionId;
import akka.actor.ActorRef;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import akka.remote.artery.RemoteInstrument;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of all messages that a node sends to others and receives, Akka's own included.
 */
public final class Traffic extends RemoteInstrument {

  /** Instruments have a number from 1 to 31. */
  private static final byte IDENTIFIER = 17;

  private final Counters counters;

  /** Made by Akka. */
  public Traffic(ExtendedActorSystem system) {
    this.counters = Counters.ID.get(system);
  }

  /** What has gone through a node so far. */
  static final class Counters implements Extension {

    static final Id ID = new Id();

    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();

    long sent() {
      return sent.sum();
    }

    long received() {
      return received.sum();
    }

    static final class Id extends AbstractExtensionId<Counters> {
      @Override
      public Counters createExtension(ExtendedActorSystem system) {
        return new Counters();
      }
    }
  }

  @Override
  public byte identifier() {
    return IDENTIFIER;
  }

  @Override
  public void remoteWriteMetadata(
      ActorRef recipient, Object message, @Nullable ActorRef sender, ByteBuffer buffer) {}

  @Override
  public void remoteMessageSent(
      ActorRef recipient, Object message, @Nullable ActorRef sender, int size, long time) {
    counters.sent.add(size);
  }

  @Override
  public void remoteReadMetadata(
      ActorRef recipient, Object message, @Nullable ActorRef sender, ByteBuffer buffer) {}

  @Override
  public void remoteMessageReceived(
      ActorRef recipient, Object message, @Nullable ActorRef sender, int size, long time) {
    counters.received.add(size);
  }
}
