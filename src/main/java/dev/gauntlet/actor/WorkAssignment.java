package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import dev.gauntlet.simulation.DeliveryQueue;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Hands out work so that every trainer has some, and no more: what is not begun can still turn out
 * not to be needed, or be overtaken by what arrives earlier.
 */
public final class WorkAssignment {

  private final IntSupplier threads;
  private final int portion;
  private final ActorRef<Population.Message> population;
  private final ActorRef<ClientActor.Answer> answers;
  private int atWork;

  /**
   * An assignment of nothing yet.
   *
   * @param threads that compute; on a cluster their number changes while the run goes on
   * @param parameters of the model, of which the time of a task depends most
   */
  WorkAssignment(
      IntSupplier threads,
      int parameters,
      ActorRef<Population.Message> population,
      ActorRef<ClientActor.Answer> answers) {
    this.threads = threads;
    this.portion = portion(parameters);
    this.population = population;
    this.answers = answers;
  }

  /**
   * How much a thread is given at a time: what it is at, and what it can go on with at once. Where
   * that takes microseconds, waking threads would take longer than the work.
   *
   * @param parameters of the model
   */
  public static int portion(int parameters) {
    return parameters < 10_000 ? 64 : 2;
  }

  /** Some work is done. */
  void onDone() {
    atWork--;
  }

  /** Hands out what there is to do, what arrives first before all else. */
  void assign(InFlight inFlight) {
    int most = Math.max(1, threads.getAsInt()) * portion;
    while (atWork < most) {
      Optional<DeliveryQueue.Order<InFlight.Work>> order = inFlight.takeWork();
      if (order.isEmpty()) {
        return;
      }
      InFlight.Work work = order.get().work();
      atWork++;
      population.tell(
          new Population.Assign(
              work.client(),
              new ClientActor.Assignment(
                  order.get().sequence(), work.model(), work.task(), work.fired(), answers)));
    }
  }
}
