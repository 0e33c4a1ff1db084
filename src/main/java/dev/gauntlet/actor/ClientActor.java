package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.gauntlet.client.ClientWork;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;

/**
 * A client of the federation. It computes inside its handler, so its dispatcher must be the bounded
 * one of the trainers. What it computes, honest or not, is its {@link ClientWork}.
 */
public final class ClientActor {

  /** What a client is told. */
  public sealed interface Message {}

  /**
   * Do this task with this model and answer.
   *
   * @param sequence names the dispatch in the answer
   * @param fired the entries of the run's timeline that had fired when it was sent
   */
  public record Assignment(
      long sequence,
      GlobalModel model,
      ClientTask task,
      FiredEntries fired,
      ActorRef<Answer> replyTo)
      implements Message {}

  /** Stop, once everything before is done. */
  record Retire() implements Message {}

  /** The answer to an assignment. */
  public record Answer(long sequence, ClientReply reply) {}

  private ClientActor() {}

  /** A client, honest or not. */
  public static Behavior<Message> working(ClientWork work, Learners learners) {
    return Behaviors.receive(Message.class)
        .onMessage(Assignment.class, assignment -> onAssignment(work, learners, assignment))
        .onMessage(Retire.class, retire -> Behaviors.stopped())
        .build();
  }

  private static Behavior<Message> onAssignment(
      ClientWork work, Learners learners, Assignment assignment) {
    ClientReply reply =
        work.perform(
            assignment.task(), assignment.model(), assignment.fired(), learners.ofThisThread());
    assignment.replyTo().tell(new Answer(assignment.sequence(), reply));
    return Behaviors.same();
  }
}
