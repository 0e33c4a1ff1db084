package dev.gauntlet.actor.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;

/** All that nodes say to each other. */
final class Wire {

  private Wire() {}

  /** Anything that {@link WireSerializer} reads and writes, and nothing else. */
  sealed interface Message {}

  /**
   * The run's node introduces itself. Repeated until answered. Two different builds of this program
   * must both be able to read it, and {@link Refused}: neither may change.
   *
   * @param producer sends the run's messages, reliably
   * @param consumer takes the worker's
   */
  record Connect(
      ActorRef<ProducerController.Command<ToWorker>> producer,
      ActorRef<ConsumerController.Command<FromWorker>> consumer,
      Identity run)
      implements Message {}

  /** From the run's node. */
  sealed interface ToWorker extends Message {}

  /** What the run is. */
  record Offer(RunOffer run) implements ToWorker {}

  /**
   * A model that work is going to refer to.
   *
   * @param number by which work names it
   * @param kept the numbers of those before it that are still needed; the others can be forgotten
   */
  record Model(int number, GlobalModel model, List<Integer> kept) implements ToWorker {
    Model {
      kept = List.copyOf(kept);
    }
  }

  /**
   * Do this client's work.
   *
   * @param ticket names the assignment in the answer: work that is handed out again after a worker
   *     has been lost gets another
   * @param model the number of a model that has been sent
   * @param fired the entries of the run's timeline that had fired when the client was asked
   */
  record Work(long ticket, int client, int model, ClientTask task, FiredEntries fired)
      implements ToWorker {}

  /** The worker can go. */
  record Dismiss(String reason) implements ToWorker {}

  /** From a worker. */
  sealed interface FromWorker extends Message {}

  /** The worker will have nothing to do with the run. */
  record Refused(String reason) implements FromWorker {}

  /** The worker is of the same kind as the run's node, and waits for the offer. */
  record Willing() implements FromWorker {}

  /** The worker has all it needs and can compute on that many threads. */
  record Ready(int threads) implements FromWorker {}

  /**
   * Some work is done.
   *
   * @param trainedSamples on which the worker has trained since it was ready
   */
  record Done(long ticket, long trainedSamples, ClientReply reply) implements FromWorker {}

  /** A client has failed: the run cannot go on. */
  record Failed(String failure) implements FromWorker {}

  /** The worker itself, not a client, is unable to go on. */
  record Leaving(String reason) implements FromWorker {}
}
