package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.gauntlet.client.AttackerWork;
import dev.gauntlet.client.BenignWork;
import dev.gauntlet.client.ClientWork;
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
   */
  public record Assignment(
      long sequence, GlobalModel model, ClientTask task, ActorRef<Answer> replyTo)
      implements Message {}

  /** The answer to an assignment. */
  public record Answer(long sequence, ClientReply reply) {}

  private ClientActor() {}

  /** A client that follows the protocol. */
  public static Behavior<Message> benign(BenignWork work, Learners learners) {
    return working(work, learners);
  }

  /** A client of an adversary. */
  public static Behavior<Message> attacker(AttackerWork work, Learners learners) {
    return working(work, learners);
  }

  static Behavior<Message> working(ClientWork work, Learners learners) {
    return Behaviors.receive(Message.class)
        .onMessage(Assignment.class, assignment -> onAssignment(work, learners, assignment))
        .build();
  }

  private static Behavior<Message> onAssignment(
      ClientWork work, Learners learners, Assignment assignment) {
    ClientReply reply =
        work.perform(assignment.task(), assignment.model(), learners.ofThisThread());
    assignment.replyTo().tell(new Answer(assignment.sequence(), reply));
    return Behaviors.same();
  }
}
