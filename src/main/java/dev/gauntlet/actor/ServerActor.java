package dev.gauntlet.actor;

import static java.util.Objects.requireNonNull;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.Measurement;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.Phase;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.phase.Phases;
import dev.gauntlet.phase.ServerAction;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.DeliveryQueue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The server: carries the model through the phases of the run. What to do is decided by the {@link
 * Phase}; this actor does it, and takes replies in the order of virtual time, whoever computed
 * first.
 *
 * <pre>
 * phase.start -> Ask ------> replies in virtual time -> phase.onReply ------> next action
 *                Validate -> accuracy ---------------> phase.onValidated --> next action
 *                CloseRound -> measured and recorded -> phase.onValidated --> next action
 *                Finish -> measured and recorded -----> next phase, or the end of the run
 * </pre>
 */
public final class ServerActor extends AbstractBehavior<ServerActor.Message> {

  /** What the server is told. */
  public sealed interface Message {}

  /** A client has computed its reply, which is delivered when its virtual time has come. */
  private record ReplyComputed(long sequence, ClientReply reply) implements Message {}

  /** A model has been measured on the validation images. */
  private record ModelValidated(double accuracy) implements Message {}

  /** The run has ended with this model. */
  public record Finished(GlobalModel model) {}

  private final ServerSetup setup;
  private final ActorRef<Population.Message> population;
  private final ActorRef<Examiner.Message> examiner;
  private final Journal journal;
  private final ActorRef<Finished> replyTo;
  private final ActorRef<ClientActor.Answer> answers;
  private final ActorRef<Examiner.Validated> validations;

  private final DeliveryQueue<ClientReply> underWay = new DeliveryQueue<>();
  private final Map<Long, ClientId> askedClients = new HashMap<>();
  private GlobalModel model;
  private int roundsDone;
  private int phaseIndex;
  private Phase phase;
  private Optional<ServerAction.Finish> finishing = Optional.empty();

  private ServerActor(
      ActorContext<Message> context,
      ServerSetup setup,
      ActorRef<Population.Message> population,
      ActorRef<Examiner.Message> examiner,
      Journal journal,
      ActorRef<Finished> replyTo) {
    super(context);
    this.setup = setup;
    this.population = population;
    this.examiner = examiner;
    this.journal = journal;
    this.replyTo = replyTo;
    this.answers =
        context.messageAdapter(
            ClientActor.Answer.class, a -> new ReplyComputed(a.sequence(), a.reply()));
    this.validations =
        context.messageAdapter(Examiner.Validated.class, v -> new ModelValidated(v.accuracy()));
    this.model = setup.initialModel();
    this.phase = newPhase();
  }

  /**
   * A server that begins at once.
   *
   * @param replyTo is told the final model
   */
  public static Behavior<Message> create(
      ServerSetup setup,
      ActorRef<Population.Message> population,
      ActorRef<Examiner.Message> examiner,
      Journal journal,
      ActorRef<Finished> replyTo) {
    return Behaviors.setup(
        context -> {
          ServerActor server =
              new ServerActor(context, setup, population, examiner, journal, replyTo);
          server.beginPhase();
          return server;
        });
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(ReplyComputed.class, this::onReplyComputed)
        .onMessage(ModelValidated.class, this::onModelValidated)
        .build();
  }

  private Behavior<Message> onReplyComputed(ReplyComputed message) {
    underWay.complete(message.sequence(), message.reply());
    for (var next = underWay.poll(); next.isPresent(); next = underWay.poll()) {
      ClientId client = requireNonNull(askedClients.remove(next.get().sequence()));
      perform(phase.onReply(client, next.get().result()));
    }
    return this;
  }

  private Behavior<Message> onModelValidated(ModelValidated message) {
    if (finishing.isEmpty()) {
      perform(phase.onValidated(message.accuracy()));
      return this;
    }
    return endPhase(finishing.get());
  }

  private void perform(ServerAction action) {
    if (action instanceof ServerAction.Ask ask) {
      ask.clients().forEach(client -> dispatch(client, ask));
    } else if (action instanceof ServerAction.Validate validate) {
      examiner.tell(new Examiner.Validate(validate.model().parameters(), validations));
    } else if (action instanceof ServerAction.CloseRound close) {
      closeRound(close);
    } else if (action instanceof ServerAction.Finish finish) {
      finishing = Optional.of(finish);
      examine(finish.model(), "phase", finish.result().participants(), 0, 0);
    }
  }

  private void dispatch(ClientId client, ServerAction.Ask ask) {
    long sequence = underWay.dispatch(setup.seconds(client, ask.task(), underWay.nextSequence()));
    askedClients.put(sequence, client);
    population.tell(
        new Population.Assign(
            client, new ClientActor.Assignment(sequence, ask.model(), ask.task(), answers)));
  }

  private void closeRound(ServerAction.CloseRound close) {
    ServerAction.RoundResult result = close.result();
    roundsDone = result.round();
    examine(close.model(), "round", result.participants(), result.dropped(), result.discarded());
  }

  private void examine(
      GlobalModel measured, String after, int participants, int dropped, int discarded) {
    examiner.tell(
        new Examiner.Examine(
            measured.parameters(),
            new Measurement.Occasion(
                underWay.now(),
                after,
                phaseIndex,
                plan().name(),
                roundsDone,
                participants,
                dropped,
                discarded),
            validations));
  }

  private void beginPhase() {
    emit(new RunEvent.PhaseStarted(phaseIndex, plan().name()));
    perform(phase.start());
  }

  private Behavior<Message> endPhase(ServerAction.Finish finish) {
    finishing = Optional.empty();
    model = finish.model();
    ServerAction.PhaseResult result = finish.result();
    emit(
        new RunEvent.PhaseFinished(
            phaseIndex,
            plan().name(),
            result.prunedNeurons(),
            result.zeroedWeights(),
            result.delta(),
            result.rounds()));
    phaseIndex++;
    if (phaseIndex == setup.phases().size()) {
      emit(new RunEvent.RunFinished(model.parameters().sha256()));
      replyTo.tell(new Finished(model));
      return Behaviors.stopped();
    }
    phase = newPhase();
    beginPhase();
    return this;
  }

  private Phase newPhase() {
    return Phases.of(
        plan(), new PhaseContext(phaseIndex, model, roundsDone, setup.federation(), this::emit));
  }

  private PhasePlan plan() {
    return setup.phases().get(phaseIndex);
  }

  private void emit(RunEvent event) {
    journal.record(underWay.now(), event);
  }
}
