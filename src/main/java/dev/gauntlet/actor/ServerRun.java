package dev.gauntlet.actor;

import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.match.Actions;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.Phase;
import dev.gauntlet.phase.ServerAction;
import dev.gauntlet.phase.ServerResult;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * A run as the server carries it out: told what others have computed, it does what the phase under
 * way wants, until that has to wait for others again.
 */
final class ServerRun {

  private final WorkAssignment assignment;
  private final ServerRequests requests;
  private final Checkpoints checkpoints;
  private final SimulatedFederation federation;
  private final PhaseSequence phases;
  private final Actions<Arrival> arrivals =
      Actions.on(Arrival.class)
          .when(Arrival.Replied.class, it -> perform(phase().onReply(it.client(), it.reply())))
          .when(Arrival.Lost.class, it -> perform(phase().onLost(it.client(), it.reason())))
          .when(Arrival.EntryDue.class, this::fire)
          .when(Arrival.Alarm.class, it -> perform(phase().onAlarm()))
          .complete();
  private final Actions<ServerAction> actions;
  private FiredEntries measuredUnder = FiredEntries.NONE;
  private boolean awaiting;
  private DoubleConsumer afterValidation = this::onAccuracy;
  private Optional<GlobalModel> result = Optional.empty();

  /** A run that has not begun. */
  ServerRun(
      ServerSetup setup,
      WorkAssignment assignment,
      ServerRequests requests,
      Journal journal,
      Checkpoints checkpoints) {
    this.assignment = assignment;
    this.requests = requests;
    this.checkpoints = checkpoints;
    this.federation = new SimulatedFederation(setup, journal);
    this.phases = new PhaseSequence(setup, federation);
    this.actions =
        Actions.on(ServerAction.class)
            .when(ServerAction.Ask.class, this::ask)
            .when(ServerAction.Await.class, nothing -> {})
            .when(ServerAction.Pause.class, this::pause)
            .when(ServerAction.Compute.class, requests::compute)
            .when(ServerAction.Validate.class, this::validate)
            .when(ServerAction.CloseRound.class, this::closeRound)
            .when(ServerAction.Finish.class, this::finish)
            .complete();
  }

  /** The final model, once the run has ended. */
  Optional<GlobalModel> result() {
    return result;
  }

  /** Begins the run. */
  void begin() {
    federation.begin();
    phases.fireBeforeNextRound();
    beginPhase();
  }

  /** Goes on from that state. */
  void goOnFrom(ServerState state) {
    federation.restore(state);
    phases.restore(state);
    ServerState.Closing round = state.closing();
    if (round == null) {
      beginPhase();
    } else {
      onAccuracy(round.accuracy());
    }
  }

  /** A client has computed its reply, which is delivered when its virtual time has come. */
  void onReplyComputed(long sequence, ClientReply reply) {
    assignment.onDone();
    federation.inFlight().complete(sequence, reply);
    goOn();
  }

  /** What the server computes itself is there. */
  void onComputed(List<ServerResult> results) {
    perform(phase().onComputed(results));
    goOn();
  }

  /** The model has been measured on the validation images. */
  void onValidated(double accuracy) {
    afterValidation.accept(accuracy);
  }

  private void onRoundMeasured(double accuracy) {
    phase()
        .snapshot()
        .map(rounds -> new ServerState.Closing(rounds, accuracy))
        .ifPresent(
            round -> checkpoints.reached(false, phases.roundsDone(), () -> phases.state(round)));
    onAccuracy(accuracy);
  }

  private void onAccuracy(double accuracy) {
    FiredEntries fired = federation.conditions().fired();
    // Not before the last round has been measured: it belongs to what was before.
    phases.fireBeforeNextRound();
    perform(phase().onValidated(accuracy), fired);
    goOn();
  }

  /** Begins the next phase, or ends the run if there is none. */
  private void beginPhase() {
    if (phases.isOver()) {
      GlobalModel model = phases.model();
      federation.record(new RunEvent.RunFinished(model.parameters().sha256()));
      result = Optional.of(model);
      return;
    }
    phases.beginPhase();
    perform(phase().start());
    goOn();
  }

  private void endPhase(ServerAction.Finish finish) {
    phases.endPhase(finish);
    checkpoints.reached(true, phases.roundsDone(), () -> phases.state(null));
    beginPhase();
  }

  /** Takes what has arrived for as long as the phase waits, and keeps all trainers at work. */
  private void goOn() {
    InFlight inFlight = federation.inFlight();
    assignment.assign(inFlight);
    while (awaiting) {
      Optional<Arrival> next = inFlight.poll();
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

  private Phase phase() {
    return phases.phase();
  }

  private void fire(Arrival.EntryDue due) {
    federation.fire(due.place());
  }

  private void perform(ServerAction action) {
    perform(action, federation.conditions().fired());
  }

  /**
   * Does what the phase wants.
   *
   * @param fired the entries that had fired when its model was made: those that are about the next
   *     round say nothing about it
   */
  private void perform(ServerAction action, FiredEntries fired) {
    awaiting = action.awaits();
    if (action.dismissesClients(phase().clientsGoOn())) {
      federation.dismissClients();
    }
    measuredUnder = fired;
    actions.of(action);
  }

  private void ask(ServerAction.Ask ask) {
    federation.inFlight().send(ask, federation.conditions(), phase().clientsGoOn());
  }

  private void pause(ServerAction.Pause pause) {
    federation.inFlight().setAlarm(pause.seconds());
  }

  private void validate(ServerAction.Validate validate) {
    afterValidation = this::onAccuracy;
    requests.validate(validate);
  }

  private void closeRound(ServerAction.CloseRound close) {
    afterValidation = this::onRoundMeasured;
    phases.endRound(close.result().round());
    requests.evaluate(
        close.model(), phases.context(close.result()), federation.conditions().fired());
  }

  private void finish(ServerAction.Finish finish) {
    afterValidation = accuracy -> endPhase(finish);
    requests.evaluate(finish.model(), phases.context(finish.result()), measuredUnder);
  }
}
