package dev.gauntlet.actor;

import static java.util.Objects.requireNonNull;

import dev.gauntlet.aggregation.StatefulAggregator;
import dev.gauntlet.federation.ClientRegistry;
import dev.gauntlet.metrics.EvaluationContext;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.Conditions;
import dev.gauntlet.phase.Phase;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.phase.Phases;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The phases of a run, one after the other: which is under way, and what the next begins with. */
final class PhaseSequence {

  private final ServerSetup setup;
  private final Conditions conditions;
  private final ClientRegistry registry;
  private final Consumer<RunEvent> events;

  private StatefulAggregator memory = new StatefulAggregator();
  private GlobalModel model;
  private int roundsDone;
  private int scriptedRound;
  private int index;
  private @Nullable Phase current;

  /**
   * Before the first phase.
   *
   * @param conditions and {@code registry} that phases see
   * @param events takes what happens in them
   */
  PhaseSequence(
      ServerSetup setup,
      Conditions conditions,
      ClientRegistry registry,
      Consumer<RunEvent> events) {
    this.setup = setup;
    this.conditions = conditions;
    this.registry = registry;
    this.events = events;
    this.model = setup.initialModel();
  }

  /**
   * Takes up the run where that state was taken: in a phase, of which a round had been closed, or
   * between two.
   */
  void restore(ServerState state) {
    memory = new StatefulAggregator(state.rule(), state.memory());
    model = state.model();
    roundsDone = state.roundsDone();
    scriptedRound = state.scriptedRound();
    index = state.phaseIndex();
    ServerState.Closing round = state.closing();
    if (round != null) {
      current = Phases.restored(plan(), context(state.roundsBefore()), round.rounds());
    }
  }

  /**
   * What {@link #restore} needs.
   *
   * @param round that has just been closed; null between phases
   */
  ServerState state(InFlightState inFlight, ServerState.@Nullable Closing round) {
    return new ServerState(
        index,
        model,
        roundsDone,
        scriptedRound,
        conditions.fired(),
        memory.rule(),
        memory.memory(),
        registry.snapshot(),
        inFlight,
        round);
  }

  /** Whether no phase is left to begin. */
  boolean isOver() {
    return index == setup.phases().size();
  }

  /** Begins the next phase. */
  void beginPhase() {
    current = Phases.of(plan(), context(roundsDone));
    events.accept(new RunEvent.PhaseStarted(index, plan().name()));
  }

  /** The phase under way has ended with this model. */
  void endPhase(GlobalModel result) {
    model = result;
    index++;
  }

  /** That many rounds of the run are done. */
  void endRound(int round) {
    roundsDone = round;
  }

  /** The places of the script's entries before the next round, each of which is named once. */
  List<Integer> dueBeforeNextRound() {
    if (scriptedRound > roundsDone) {
      return List.of();
    }
    scriptedRound = roundsDone + 1;
    return setup.timeline().beforeRound(scriptedRound);
  }

  /** The phase under way. */
  Phase phase() {
    return requireNonNull(current);
  }

  /** What the phase under way, or the next one, is to do. */
  PhasePlan plan() {
    return setup.phases().get(index);
  }

  /** The place of that phase in the run, from 0. */
  int index() {
    return index;
  }

  /** What the next phase begins with, or the run ends. */
  GlobalModel model() {
    return model;
  }

  int roundsDone() {
    return roundsDone;
  }

  /** A measurement now, for an event that tells who took part. */
  EvaluationContext context(
      double now, String after, int participants, int dropped, int discarded) {
    return new EvaluationContext(
        now, after, index, plan().name(), roundsDone, participants, dropped, discarded);
  }

  private PhaseContext context(int roundsBefore) {
    return new PhaseContext(
        index,
        model,
        roundsBefore,
        conditions::federation,
        registry,
        memory,
        setup.streams(),
        events);
  }
}
