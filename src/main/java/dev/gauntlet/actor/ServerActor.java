package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.gauntlet.match.Actions;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.phase.Phase;
import dev.gauntlet.phase.ServerResult;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The server: carries the model through the phases of the run. What to do is decided by the {@link
 * Phase}; the {@link ServerRun} of this actor does it, and takes what arrives in the order of
 * virtual time, whoever computed first.
 *
 * <pre>
 * phase.start -> Ask, Pause -> arrivals in virtual time -> phase.onReply, onLost, onAlarm -> next action
 *                Compute ----> results -----------------> phase.onComputed -----------------> next action
 *                Validate ---> accuracy ----------------> phase.onValidated ----------------> next action
 *                CloseRound -> measured, recorded ------> phase.onValidated ----------------> next action
 *                Finish -----> measured, recorded ------> next phase, or the end of the run
 * </pre>
 */
public final class ServerActor extends AbstractBehavior<ServerActor.Message> {

  /** What the server is told. */
  public sealed interface Message {}

  /** A client has computed its reply, which is delivered when its virtual time has come. */
  private record ReplyComputed(long sequence, ClientReply reply) implements Message {}

  /** A model has been measured on the validation images. */
  private record ModelValidated(double accuracy) implements Message {}

  /** Begin, or go on from that state. A failure on the way is the actor's own only in a handler. */
  private record Begin(Optional<ServerState> start) implements Message {}

  /** What the server computes itself is there. */
  private record Computed(List<ServerResult> results) implements Message {}

  /** The run has ended with this model. */
  public record Finished(GlobalModel model) {}

  /**
   * Whom the server has work done by.
   *
   * @param clientThreads on which clients compute, asked whenever there is work to hand out
   */
  public record Collaborators(
      ActorRef<Population.Message> population,
      IntSupplier clientThreads,
      ActorRef<Evaluator.Message> evaluator,
      ActorRef<ServerCompute.Message> serverCompute) {}

  private final ServerRun run;
  private final Actions<Message> messages;
  private final ActorRef<Finished> replyTo;

  private ServerActor(
      ActorContext<Message> context,
      ServerSetup setup,
      Collaborators collaborators,
      Journal journal,
      Checkpoints checkpoints,
      ActorRef<Finished> replyTo) {
    super(context);
    this.replyTo = replyTo;
    this.run =
        new ServerRun(
            setup,
            new WorkAssignment(
                collaborators.clientThreads(),
                setup.initialModel().parameters().length(),
                collaborators.population(),
                context.messageAdapter(
                    ClientActor.Answer.class, a -> new ReplyComputed(a.sequence(), a.reply()))),
            new ServerRequests(
                collaborators.evaluator(),
                context.messageAdapter(
                    Evaluator.Validated.class, v -> new ModelValidated(v.accuracy())),
                collaborators.serverCompute(),
                context.messageAdapter(
                    ServerCompute.Computed.class, c -> new Computed(c.results()))),
            journal,
            checkpoints);
    this.messages =
        Actions.on(Message.class)
            .when(Begin.class, begin -> begin.start().ifPresentOrElse(run::goOnFrom, run::begin))
            .when(ReplyComputed.class, it -> run.onReplyComputed(it.sequence(), it.reply()))
            .when(ModelValidated.class, it -> run.onValidated(it.accuracy()))
            .when(Computed.class, it -> run.onComputed(it.results()))
            .complete();
  }

  /**
   * A server that begins, or goes on, at once.
   *
   * @param startPoint where it begins
   * @param replyTo is told the final model
   */
  public static Behavior<Message> create(
      ServerSetup setup,
      Collaborators collaborators,
      Journal journal,
      StartPoint startPoint,
      ActorRef<Finished> replyTo) {
    return Behaviors.setup(
        context -> {
          context.getSelf().tell(new Begin(startPoint.start()));
          return new ServerActor(
              context, setup, collaborators, journal, startPoint.checkpoints(), replyTo);
        });
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<Message> onMessage(Message message) {
    messages.of(message);
    if (run.result().isEmpty()) {
      return this;
    }
    replyTo.tell(new Finished(run.result().get()));
    return Behaviors.stopped();
  }
}
