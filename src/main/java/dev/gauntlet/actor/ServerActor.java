package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.gauntlet.federation.ClientRegistry;
import dev.gauntlet.match.Actions;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.Conditions;
import dev.gauntlet.phase.Phase;
import dev.gauntlet.phase.ServerAction;
import dev.gauntlet.phase.ServerResult;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The server: carries the model through the phases of the run. What to do is decided by the {@link
 * Phase}; this actor does it, and takes what arrives in the order of virtual time, whoever computed
 * first.
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

  private final ServerSetup setup;
  private final ActorRef<Evaluator.Message> evaluator;
  private final ActorRef<ServerCompute.Message> serverCompute;
  private final Journal journal;
  private final Checkpoints checkpoints;
  private final ActorRef<Finished> replyTo;
  private final ActorRef<Evaluator.Validated> validations;
  private final ActorRef<ServerCompute.Computed> computations;

  private final WorkAssignment assignment;
  private final InFlight inFlight;
  private final ClientRegistry registry;
  private final Conditions conditions;
  private final PhaseSequence phaseSequence;
  private final Actions<InFlight.Arrival> arrivals =
      Actions.on(InFlight.Arrival.class)
          .when(InFlight.Replied.class, this::onReply)
          .when(InFlight.Lost.class, this::onLost)
          .when(InFlight.EntryDue.class, due -> fire(due.place()))
          .when(InFlight.Alarm.class, alarm -> onAlarm())
          .complete();
  private final Actions<ServerAction> actions =
      Actions.on(ServerAction.class)
          .when(ServerAction.Ask.class, this::ask)
          .when(ServerAction.Await.class, nothing -> {})
          .when(ServerAction.Pause.class, this::pause)
          .when(ServerAction.Compute.class, this::compute)
          .when(ServerAction.Validate.class, this::validate)
          .when(ServerAction.CloseRound.class, this::closeRound)
          .when(ServerAction.Finish.class, this::finish)
          .complete();
  private List<Integer> measuredUnder = List.of();
  private boolean awaiting;
  private boolean closing;
  private Optional<ServerAction.Finish> finishing = Optional.empty();

  private ServerActor(
      ActorContext<Message> context,
      ServerSetup setup,
      IntSupplier threads,
      ActorRef<Population.Message> population,
      ActorRef<Evaluator.Message> evaluator,
      ActorRef<ServerCompute.Message> serverCompute,
      Journal journal,
      Checkpoints checkpoints,
      ActorRef<Finished> replyTo) {
    super(context);
    this.setup = setup;
    this.checkpoints = checkpoints;
    this.evaluator = evaluator;
    this.serverCompute = serverCompute;
    this.journal = journal;
    this.replyTo = replyTo;
    this.assignment =
        new WorkAssignment(
            threads,
            setup.initialModel().parameters().length(),
            population,
            context.messageAdapter(
                ClientActor.Answer.class, a -> new ReplyComputed(a.sequence(), a.reply())));
    this.validations =
        context.messageAdapter(Evaluator.Validated.class, v -> new ModelValidated(v.accuracy()));
    this.computations =
        context.messageAdapter(ServerCompute.Computed.class, c -> new Computed(c.results()));
    this.inFlight = new InFlight(setup);
    this.registry =
        new ClientRegistry(
            setup.population(),
            setup.outcomes().conditions().availability(),
            client -> setup.examplesOf().applyAsInt(client),
            inFlight::now,
            setup.streams());
    registry.setPresent(setup.absent(), false);
    this.conditions = new Conditions(setup.timeline(), registry, setup.federation());
    this.phaseSequence = new PhaseSequence(setup, conditions, registry, this::emit);
  }

  /**
   * A server that begins, or goes on, at once.
   *
   * @param threads on which clients compute, asked whenever there is work to hand out
   * @param startPoint where it begins
   * @param replyTo is told the final model
   */
  public static Behavior<Message> create(
      ServerSetup setup,
      IntSupplier threads,
      ActorRef<Population.Message> population,
      ActorRef<Evaluator.Message> evaluator,
      ActorRef<ServerCompute.Message> serverCompute,
      Journal journal,
      StartPoint startPoint,
      ActorRef<Finished> replyTo) {
    return Behaviors.setup(
        context -> {
          ServerActor server =
              new ServerActor(
                  context,
                  setup,
                  threads,
                  population,
                  evaluator,
                  serverCompute,
                  journal,
                  startPoint.checkpoints(),
                  replyTo);
          context.getSelf().tell(new Begin(startPoint.start()));
          return server;
        });
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Begin.class, this::onBegin)
        .onMessage(ReplyComputed.class, this::onReplyComputed)
        .onMessage(ModelValidated.class, this::onModelValidated)
        .onMessage(Computed.class, this::onComputed)
        .build();
  }

  private Behavior<Message> onBegin(Begin message) {
    return message.start().map(this::goOnFrom).orElseGet(this::begin);
  }

  private Behavior<Message> onReplyComputed(ReplyComputed message) {
    assignment.onDone();
    inFlight.complete(message.sequence(), message.reply());
    goOn();
    return this;
  }

  private Behavior<Message> onModelValidated(ModelValidated message) {
    if (finishing.isPresent()) {
      return endPhase(finishing.get());
    }
    if (closing) {
      closing = false;
      phaseSequence
          .phase()
          .snapshot()
          .ifPresent(
              rounds ->
                  checkpoints.reached(
                      false,
                      phaseSequence.roundsDone(),
                      () -> state(new ServerState.Closing(rounds, message.accuracy()))));
    }
    onAccuracy(message.accuracy());
    return this;
  }

  private void onAccuracy(double accuracy) {
    List<Integer> measuredUnder = conditions.fired();
    fireBeforeNextRound();
    perform(phaseSequence.phase().onValidated(accuracy), measuredUnder);
    goOn();
  }

  private Behavior<Message> onComputed(Computed message) {
    perform(phaseSequence.phase().onComputed(message.results()), conditions.fired());
    goOn();
    return this;
  }

  /** Takes what has arrived for as long as the phase waits, and keeps all trainers at work. */
  private void goOn() {
    assignment.assign(inFlight);
    while (awaiting) {
      Optional<InFlight.Arrival> next = inFlight.poll();
      if (next.isEmpty()) {
        if (inFlight.isEmpty()) {
          throw new IllegalStateException("the server waits for something that will never come");
        }
        return;
      }
      arrivals.of(next.get());
      assignment.assign(inFlight);
    }
  }

  private void onReply(InFlight.Replied replied) {
    perform(phaseSequence.phase().onReply(replied.client(), replied.reply()), conditions.fired());
  }

  private void onLost(InFlight.Lost lost) {
    perform(phaseSequence.phase().onLost(lost.client(), lost.reason()), conditions.fired());
  }

  private void onAlarm() {
    perform(phaseSequence.phase().onAlarm(), conditions.fired());
  }

  /**
   * Does what the phase wants.
   *
   * @param measuredUnder the entries that had fired when its model was made: those that are about
   *     the next round say nothing about it
   */
  private void perform(ServerAction action, List<Integer> measuredUnder) {
    awaiting = action.awaits();
    if (action.dismissesClients(phaseSequence.phase().clientsGoOn())) {
      inFlight.withdraw();
      registry.dismissAll();
    }
    this.measuredUnder = measuredUnder;
    actions.of(action);
  }

  private void finish(ServerAction.Finish finish) {
    finishing = Optional.of(finish);
    ServerAction.PhaseResult result = finish.result();
    evaluate(
        finish.model(),
        measuredUnder,
        "phase",
        result.participants(),
        result.dropped(),
        result.discarded());
  }

  private void ask(ServerAction.Ask ask) {
    inFlight.send(ask, conditions, phaseSequence.phase().clientsGoOn());
  }

  private void pause(ServerAction.Pause pause) {
    inFlight.setAlarm(pause.seconds());
  }

  private void compute(ServerAction.Compute compute) {
    serverCompute.tell(new ServerCompute.Compute(compute.tasks(), computations));
  }

  private void validate(ServerAction.Validate validate) {
    evaluator.tell(new Evaluator.Validate(validate.model().parameters(), validations));
  }

  private void closeRound(ServerAction.CloseRound close) {
    ServerAction.RoundResult result = close.result();
    phaseSequence.endRound(result.round());
    closing = true;
    evaluate(
        close.model(),
        conditions.fired(),
        "round",
        result.participants(),
        result.dropped(),
        result.discarded());
  }

  private void evaluate(
      GlobalModel measured,
      List<Integer> fired,
      String after,
      int participants,
      int dropped,
      int discarded) {
    evaluator.tell(
        new Evaluator.Evaluate(
            measured.parameters(),
            phaseSequence.context(inFlight.now(), after, participants, dropped, discarded),
            fired,
            validations));
  }

  /** Not before the last round has been measured: it belongs to what was before. */
  private void fireBeforeNextRound() {
    phaseSequence.dueBeforeNextRound().forEach(this::fire);
  }

  private void fire(int place) {
    Conditions.Effect effect = conditions.fire(place, inFlight.now());
    emit(effect.event());
    inFlight.lose(effect.lost(), "was taken away by the timeline");
    inFlight.holdUp(effect.heldUp(), registry);
  }

  private Behavior<Message> begin() {
    for (int place : setup.timeline().timed()) {
      double seconds = setup.timeline().secondsOf(place);
      if (seconds == 0) {
        fire(place);
      } else {
        inFlight.schedule(place, seconds);
      }
    }
    fireBeforeNextRound();
    return beginPhase();
  }

  private Behavior<Message> goOnFrom(ServerState state) {
    registry.restore(state.registry());
    conditions.restore(state.fired());
    inFlight.restore(state.inFlight());
    phaseSequence.restore(state);
    ServerState.Closing round = state.closing();
    if (round == null) {
      return beginPhase();
    }
    onAccuracy(round.accuracy());
    return this;
  }

  /** Begins the next phase, or ends the run if there is none. */
  private Behavior<Message> beginPhase() {
    if (phaseSequence.isOver()) {
      GlobalModel model = phaseSequence.model();
      emit(new RunEvent.RunFinished(model.parameters().sha256()));
      replyTo.tell(new Finished(model));
      return Behaviors.stopped();
    }
    phaseSequence.beginPhase();
    perform(phaseSequence.phase().start(), conditions.fired());
    goOn();
    return this;
  }

  private Behavior<Message> endPhase(ServerAction.Finish finish) {
    finishing = Optional.empty();
    ServerAction.PhaseResult result = finish.result();
    emit(
        new RunEvent.PhaseFinished(
            phaseSequence.index(),
            phaseSequence.plan().name(),
            result.prunedNeurons(),
            result.zeroedWeights(),
            result.delta(),
            result.rounds()));
    phaseSequence.endPhase(finish.model());
    checkpoints.reached(true, phaseSequence.roundsDone(), () -> state(null));
    return beginPhase();
  }

  private ServerState state(ServerState.@Nullable Closing round) {
    return phaseSequence.state(inFlight.snapshot(), round);
  }

  private void emit(RunEvent event) {
    journal.record(inFlight.now(), event);
  }
}
