package dev.gauntlet.actor.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import akka.actor.typed.javadsl.ActorContext;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An actor's end of reliable delivery to another node and back. Messages wait, in order of sending,
 * until the delivery asks for the next.
 *
 * @param <S> what is sent
 * @param <R> what is received
 */
final class ReliableConnection<S, R> {

  private final ActorRef<ProducerController.Command<S>> producer;
  private final ActorRef<ConsumerController.Command<R>> consumer;
  private final Queue<S> waiting = new ArrayDeque<>();
  private ProducerController.@Nullable RequestNext<S> demand;

  /**
   * An end that is not connected yet; the actor watches it.
   *
   * @param name of this end
   * @param messageLimit bytes that a message from the other end may have
   * @param demands makes a message to the actor of what it is to pass on to {@link #onDemand}
   * @param deliveries makes one of what has come, for {@link #accept}
   */
  @SuppressWarnings("unchecked")
  <M> ReliableConnection(
      ActorContext<M> context,
      Class<S> sent,
      String name,
      int messageLimit,
      Function<ProducerController.RequestNext<S>, M> demands,
      Function<ConsumerController.Delivery<R>, M> deliveries) {
    producer = context.spawn(ProducerController.create(sent, name, Optional.empty()), "producer");
    consumer = context.spawn(BoundedDelivery.create(messageLimit), "consumer");
    context.watch(producer);
    context.watch(consumer);
    producer.tell(
        new ProducerController.Start<>(
            context.messageAdapter(
                (Class<ProducerController.RequestNext<S>>)
                    (Class<?>) ProducerController.RequestNext.class,
                demands::apply)));
    consumer.tell(
        new ConsumerController.Start<>(
            context.messageAdapter(
                (Class<ConsumerController.Delivery<R>>)
                    (Class<?>) ConsumerController.Delivery.class,
                deliveries::apply)));
  }

  /** Connects it to the other end. */
  void connect(
      ActorRef<ProducerController.Command<R>> otherProducer,
      ActorRef<ConsumerController.Command<S>> otherConsumer) {
    producer.tell(new ProducerController.RegisterConsumer<>(otherConsumer));
    consumer.tell(new ConsumerController.RegisterToProducerController<>(otherProducer));
  }

  ActorRef<ProducerController.Command<S>> producer() {
    return producer;
  }

  ActorRef<ConsumerController.Command<R>> consumer() {
    return consumer;
  }

  void send(S message) {
    waiting.add(message);
    deliver();
  }

  void onDemand(ProducerController.RequestNext<S> next) {
    demand = next;
    deliver();
  }

  private void deliver() {
    S next = waiting.peek();
    if (demand != null && next != null) {
      waiting.remove();
      demand.sendNextTo().tell(next);
      demand = null;
    }
  }

  /** What has been delivered; the next may come. */
  R accept(ConsumerController.Delivery<R> delivery) {
    delivery.confirmTo().tell(ConsumerController.confirmed());
    return delivery.message();
  }
}
