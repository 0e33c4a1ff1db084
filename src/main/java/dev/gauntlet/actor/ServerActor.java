package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.gauntlet.federation.Roster;
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
  private final ActorRef<Examiner.Message> examiner;
  private final ActorRef<ServerDesk.Message> desk;
  private final Journal journal;
  private final Checkpoints checkpoints;
  private final ActorRef<Finished> replyTo;
  private final ActorRef<Examiner.Validated> validations;
  private final ActorRef<ServerDesk.Computed> computations;

  private final WorkAssignment assignment;
  private final Dispatches dispatches;
  private final Roster roster;
  private final Conditions conditions;
  private final Itinerary itinerary;
  private final Actions<Dispatches.Arrival> arrivals =
      Actions.on(Dispatches.Arrival.class)
          .when(Dispatches.Replied.class, this::onReply)
          .when(Dispatches.Lost.class, this::onLost)
          .when(Dispatches.EntryDue.class, due -> fire(due.place()))
          .when(Dispatches.Alarm.class, alarm -> onAlarm())
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
      ActorRef<Examiner.Message> examiner,
      ActorRef<ServerDesk.Message> desk,
      Journal journal,
      Checkpoints checkpoints,
      ActorRef<Finished> replyTo) {
    super(context);
    this.setup = setup;
    this.checkpoints = checkpoints;
    this.examiner = examiner;
    this.desk = desk;
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
        context.messageAdapter(Examiner.Validated.class, v -> new ModelValidated(v.accuracy()));
    this.computations =
        context.messageAdapter(ServerDesk.Computed.class, c -> new Computed(c.results()));
    this.dispatches = new Dispatches(setup);
    this.roster =
        new Roster(
            setup.population(),
            setup.fates().availability(),
            client -> setup.examplesOf().applyAsInt(client),
            dispatches::now,
            setup.streams());
    roster.setPresent(setup.absent(), false);
    this.conditions = new Conditions(setup.timeline(), roster, setup.federation());
    this.itinerary = new Itinerary(setup, conditions, roster, this::emit);
  }

  /**
   * A server that begins, or goes on, at once.
   *
   * @param threads on which clients compute, asked whenever there is work to hand out
   * @param course where it begins
   * @param replyTo is told the final model
   */
  public static Behavior<Message> create(
      ServerSetup setup,
      IntSupplier threads,
      ActorRef<Population.Message> population,
      ActorRef<Examiner.Message> examiner,
      ActorRef<ServerDesk.Message> desk,
      Journal journal,
      Course course,
      ActorRef<Finished> replyTo) {
    return Behaviors.setup(
        context -> {
          ServerActor server =
              new ServerActor(
                  context,
                  setup,
                  threads,
                  population,
                  examiner,
                  desk,
                  journal,
                  course.checkpoints(),
                  replyTo);
          context.getSelf().tell(new Begin(course.start()));
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
    dispatches.complete(message.sequence(), message.reply());
    goOn();
    return this;
  }

  private Behavior<Message> onModelValidated(ModelValidated message) {
    if (finishing.isPresent()) {
      return endPhase(finishing.get());
    }
    if (closing) {
      closing = false;
      itinerary
          .phase()
          .snapshot()
          .ifPresent(
              rounds ->
                  checkpoints.reached(
                      false,
                      itinerary.roundsDone(),
                      () -> state(new ServerState.Closing(rounds, message.accuracy()))));
    }
    onAccuracy(message.accuracy());
    return this;
  }

  private void onAccuracy(double accuracy) {
    List<Integer> measuredUnder = conditions.fired();
    fireBeforeNextRound();
    perform(itinerary.phase().onValidated(accuracy), measuredUnder);
    goOn();
  }

  private Behavior<Message> onComputed(Computed message) {
    perform(itinerary.phase().onComputed(message.results()), conditions.fired());
    goOn();
    return this;
  }

  /** Takes what has arrived for as long as the phase waits, and keeps all trainers at work. */
  private void goOn() {
    assignment.assign(dispatches);
    while (awaiting) {
      Optional<Dispatches.Arrival> next = dispatches.poll();
      if (next.isEmpty()) {
        if (dispatches.isEmpty()) {
          throw new IllegalStateException("the server waits for something that will never come");
        }
        return;
      }
      arrivals.of(next.get());
      assignment.assign(dispatches);
    }
  }

  private void onReply(Dispatches.Replied replied) {
    perform(itinerary.phase().onReply(replied.client(), replied.reply()), conditions.fired());
  }

  private void onLost(Dispatches.Lost lost) {
    perform(itinerary.phase().onLost(lost.client(), lost.reason()), conditions.fired());
  }

  private void onAlarm() {
    perform(itinerary.phase().onAlarm(), conditions.fired());
  }

  /**
   * Does what the phase wants.
   *
   * @param measuredUnder the entries that had fired when its model was made: those that are about
   *     the next round say nothing about it
   */
  private void perform(ServerAction action, List<Integer> measuredUnder) {
    awaiting = action.awaits();
    if (action.dismissesClients(itinerary.phase().clientsGoOn())) {
      dispatches.withdraw();
      roster.dismissAll();
    }
    this.measuredUnder = measuredUnder;
    actions.of(action);
  }

  private void finish(ServerAction.Finish finish) {
    finishing = Optional.of(finish);
    ServerAction.PhaseResult result = finish.result();
    examine(
        finish.model(),
        measuredUnder,
        "phase",
        result.participants(),
        result.dropped(),
        result.discarded());
  }

  private void ask(ServerAction.Ask ask) {
    dispatches.send(ask, conditions, itinerary.phase().clientsGoOn());
  }

  private void pause(ServerAction.Pause pause) {
    dispatches.setAlarm(pause.seconds());
  }

  private void compute(ServerAction.Compute compute) {
    desk.tell(new ServerDesk.Compute(compute.tasks(), computations));
  }

  private void validate(ServerAction.Validate validate) {
    examiner.tell(new Examiner.Validate(validate.model().parameters(), validations));
  }

  private void closeRound(ServerAction.CloseRound close) {
    ServerAction.RoundResult result = close.result();
    itinerary.endRound(result.round());
    closing = true;
    examine(
        close.model(),
        conditions.fired(),
        "round",
        result.participants(),
        result.dropped(),
        result.discarded());
  }

  private void examine(
      GlobalModel measured,
      List<Integer> fired,
      String after,
      int participants,
      int dropped,
      int discarded) {
    examiner.tell(
        new Examiner.Examine(
            measured.parameters(),
            itinerary.occasion(dispatches.now(), after, participants, dropped, discarded),
            fired,
            validations));
  }

  /** Not before the last round has been measured: it belongs to what was before. */
  private void fireBeforeNextRound() {
    itinerary.dueBeforeNextRound().forEach(this::fire);
  }

  private void fire(int place) {
    Conditions.Effect effect = conditions.fire(place, dispatches.now());
    emit(effect.event());
    dispatches.lose(effect.lost(), "was taken away by the timeline");
    dispatches.holdUp(effect.heldUp(), roster);
  }

  private Behavior<Message> begin() {
    for (int place : setup.timeline().timed()) {
      double seconds = setup.timeline().secondsOf(place);
      if (seconds == 0) {
        fire(place);
      } else {
        dispatches.schedule(place, seconds);
      }
    }
    fireBeforeNextRound();
    return beginPhase();
  }

  private Behavior<Message> goOnFrom(ServerState state) {
    roster.restore(state.roster());
    conditions.restore(state.fired());
    dispatches.restore(state.underWay());
    itinerary.restore(state);
    ServerState.Closing round = state.closing();
    if (round == null) {
      return beginPhase();
    }
    onAccuracy(round.accuracy());
    return this;
  }

  /** Begins the next phase, or ends the run if there is none. */
  private Behavior<Message> beginPhase() {
    if (itinerary.isOver()) {
      GlobalModel model = itinerary.model();
      emit(new RunEvent.RunFinished(model.parameters().sha256()));
      replyTo.tell(new Finished(model));
      return Behaviors.stopped();
    }
    itinerary.beginPhase();
    perform(itinerary.phase().start(), conditions.fired());
    goOn();
    return this;
  }

  private Behavior<Message> endPhase(ServerAction.Finish finish) {
    finishing = Optional.empty();
    ServerAction.PhaseResult result = finish.result();
    emit(
        new RunEvent.PhaseFinished(
            itinerary.index(),
            itinerary.plan().name(),
            result.prunedNeurons(),
            result.zeroedWeights(),
            result.delta(),
            result.rounds()));
    itinerary.endPhase(finish.model());
    checkpoints.reached(true, itinerary.roundsDone(), () -> state(null));
    return beginPhase();
  }

  private ServerState state(ServerState.@Nullable Closing round) {
    return itinerary.state(dispatches.snapshot(), round);
  }

  private void emit(RunEvent event) {
    journal.record(dispatches.now(), event);
  }
}
