package dev.gauntlet.actor.cluster;

import akka.actor.typed.delivery.ProducerController;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Messages in order of sending, until reliable delivery asks for the next. */
final class Outbox<T> {

  private final Queue<T> waiting = new ArrayDeque<>();
  private ProducerController.@Nullable RequestNext<T> demand;

  void send(T message) {
    waiting.add(message);
    deliver();
  }

  void onDemand(ProducerController.RequestNext<T> next) {
    demand = next;
    deliver();
  }

  private void deliver() {
    T next = waiting.peek();
    if (demand != null && next != null) {
      waiting.remove();
      demand.sendNextTo().tell(next);
      demand = null;
    }
  }
}
