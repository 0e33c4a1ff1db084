package dev.gauntlet.actor.cluster;

import dev.gauntlet.actor.ClientActor;
import dev.gauntlet.actor.Population;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The work that one worker has been sent and has not answered, and the models for it. */
final class SentWork {

  private final Consumer<Wire.ToWorker> outbox;
  private final ModelShelf models = new ModelShelf();
  private final Map<Long, Expected> outstanding = new TreeMap<>();

  /**
   * No work yet.
   *
   * @param outbox sends messages to the worker, in their order
   */
  SentWork(Consumer<Wire.ToWorker> outbox) {
    this.outbox = outbox;
  }

  /** Something that the worker was asked for. */
  private record Expected(ClientId client, ClientTask task, int model, int parameters) {

    /** Whether a client can have answered that, honest or not. */
    boolean isAnsweredBy(ClientReply reply) {
      return reply instanceof ClientReply.Update update
          ? task instanceof ClientTask.Training
              && update.update().client().equals(client)
              && update.update().delta().length() == parameters
          : !(task instanceof ClientTask.Training);
    }
  }

  /** Sends the work and, if the worker does not have it, the model before it. */
  void send(long ticket, Population.Assign assign) {
    ClientActor.Assignment assignment = assign.assignment();
    ClientId client = assign.client();
    ClientTask task = assignment.task();
    int model = models.numberOf(assignment.model()).orElseGet(() -> sendModel(assignment.model()));
    int parameters = assignment.model().parameters().length();
    outstanding.put(ticket, new Expected(client, task, model, parameters));
    outbox.accept(new Wire.Work(ticket, client.index(), model, task, assignment.fired()));
  }

  private int sendModel(GlobalModel model) {
    int number = models.nextNumber();
    List<Integer> kept = outstanding.values().stream().map(Expected::model).distinct().toList();
    models.put(number, model, kept);
    outbox.accept(new Wire.Model(number, model, kept));
    return number;
  }

  /**
   * The worker says that some work is done.
   *
   * @throws IllegalStateException if it was not asked for, or that cannot be its answer
   */
  void answered(Wire.Done done) {
    Expected expected = outstanding.remove(done.ticket());
    if (expected == null) {
      throw new IllegalStateException("answered what it was not asked, number " + done.ticket());
    }
    if (!expected.isAnsweredBy(done.reply())) {
      throw new IllegalStateException("gave an answer that no client gives: " + done.reply());
    }
  }
}
