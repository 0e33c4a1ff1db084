package dev.gauntlet.actor;

import dev.gauntlet.federation.ClientRegistry;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.Conditions;
import dev.gauntlet.timeline.Timeline;

/**
 * What the phases of a run happen in: who can be asked, what is under way in virtual time, and what
 * the run's timeline makes of both.
 */
final class SimulatedFederation {

  private final Timeline timeline;
  private final Journal journal;
  private final InFlight inFlight;
  private final ClientRegistry registry;
  private final Conditions conditions;
  private int scriptedRound;

  /** Before the run begins. */
  SimulatedFederation(ServerSetup setup, Journal journal) {
    SimulatedClients clients = setup.clients();
    this.timeline = setup.timeline();
    this.journal = journal;
    this.inFlight = new InFlight(setup);
    this.registry =
        new ClientRegistry(
            clients.count(),
            clients.outcomes().conditions().availability(),
            client -> clients.examplesOf().applyAsInt(client),
            inFlight::now,
            setup.streams());
    registry.setPresent(clients.absent(), false);
    this.conditions = new Conditions(timeline, registry, setup.federation());
  }

  /** Makes this, which must be new, what it was then. */
  void restore(ServerState state) {
    registry.restore(state.registry());
    conditions.restore(state.fired());
    inFlight.restore(state.inFlight());
    scriptedRound = state.progress().scriptedRound();
  }

  /** Begins with the entries of the first moment, and enters those of later times. */
  void begin() {
    for (int place : timeline.timed()) {
      double seconds = timeline.secondsOf(place);
      if (seconds == 0) {
        fire(place);
      } else {
        inFlight.schedule(place, seconds);
      }
    }
  }

  /** Lets the timeline's entries before that round fire, each of them once. */
  void fireBeforeRound(int round) {
    if (scriptedRound < round) {
      scriptedRound = round;
      timeline.beforeRound(round).forEach(this::fire);
    }
  }

  /** Lets the entry at that place of the timeline fire. */
  void fire(int place) {
    Conditions.Effect effect = conditions.fire(place, inFlight.now());
    record(effect.event());
    inFlight.lose(effect.lost(), "was taken away by the timeline");
    inFlight.holdUp(effect.heldUp(), registry);
  }

  /** Nothing that clients were asked is of interest any more. */
  void dismissClients() {
    inFlight.withdraw();
    registry.dismissAll();
  }

  /** Records what happens now. */
  void record(RunEvent event) {
    journal.record(inFlight.now(), event);
  }

  /** What is under way. */
  InFlight inFlight() {
    return inFlight;
  }

  /** Who can be asked. */
  ClientRegistry registry() {
    return registry;
  }

  /** What the timeline has changed. */
  Conditions conditions() {
    return conditions;
  }

  /** The last round before which entries of the timeline have fired. */
  int scriptedRound() {
    return scriptedRound;
  }
}
