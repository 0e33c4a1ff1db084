package dev.gauntlet.actor.cluster;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.internal.ChunkedMessage;
import akka.actor.typed.javadsl.Behaviors;

/**
 * Reliable delivery with a bound on the size of a message: Akka bounds its pieces, but puts
 * together as many as there come. What is larger fails the delivery, and with it the link to that
 * node.
 */
final class BoundedDelivery {

  private BoundedDelivery() {}

  /** A consumer of messages of at most that many bytes. */
  static <T> Behavior<ConsumerController.Command<T>> create(int limit) {
    return Behaviors.intercept(() -> new Bound<>(limit), ConsumerController.<T>create());
  }

  private static final class Bound<T>
      extends BehaviorInterceptor<ConsumerController.Command<T>, ConsumerController.Command<T>> {

    private final int limit;
    private long last;
    private long bytes;

    Bound(int limit) {
      super(commands());
      this.limit = limit;
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<ConsumerController.Command<T>> commands() {
      return (Class<ConsumerController.Command<T>>) (Class<?>) ConsumerController.Command.class;
    }

    @Override
    public Behavior<ConsumerController.Command<T>> aroundReceive(
        TypedActorContext<ConsumerController.Command<T>> context,
        ConsumerController.Command<T> message,
        ReceiveTarget<ConsumerController.Command<T>> target) {
      // What has been lost is sent again, and is not counted twice.
      if (message instanceof ConsumerController.SequencedMessage<T> piece
          && piece.message() instanceof ChunkedMessage chunk
          && piece.seqNr() > last) {
        last = piece.seqNr();
        bytes = (chunk.firstChunk() ? 0 : bytes) + chunk.serialized().size();
        if (bytes > limit) {
          throw new IllegalStateException(
              "a message of more than the " + limit + " bytes of message-limit");
        }
      }
      return target.apply(context, message);
    }
  }
}
