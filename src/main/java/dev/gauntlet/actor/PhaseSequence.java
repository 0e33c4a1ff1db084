package dev.gauntlet.actor;

import static java.util.Objects.requireNonNull;

import dev.gauntlet.aggregation.StatefulAggregator;
import dev.gauntlet.metrics.After;
import dev.gauntlet.metrics.EvaluationContext;
import dev.gauntlet.metrics.Participation;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.Phase;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.phase.Phases;
import dev.gauntlet.phase.ServerAction;
import dev.gauntlet.protocol.GlobalModel;
import org.jspecify.annotations.Nullable;

/** The phases of a run, one after the other: which is under way, and what the next begins with. */
final class PhaseSequence {

  private final ServerSetup setup;
  private final SimulatedFederation federation;

  private StatefulAggregator memory = new StatefulAggregator();
  private GlobalModel model;
  private int roundsDone;
  private int index;
  private @Nullable Phase current;

  /** Before the first phase. */
  PhaseSequence(ServerSetup setup, SimulatedFederation federation) {
    this.setup = setup;
    this.federation = federation;
    this.model = setup.initialModel();
  }

  /**
   * Takes up the run where that state was taken: in a phase, of which a round had been closed, or
   * between two.
   */
  void restore(ServerState state) {
    memory = new StatefulAggregator(state.rule(), state.memory());
    model = state.progress().model();
    roundsDone = state.roundsDone();
    index = state.phaseIndex();
    ServerState.Closing round = state.closing();
    if (round != null) {
      current = Phases.restored(plan(), context(state.roundsBefore()), round.rounds());
    }
  }

  /**
   * What {@link #restore} and the federation's need.
   *
   * @param round that has just been closed; null between phases
   */
  ServerState state(ServerState.@Nullable Closing round) {
    return new ServerState(
        new ServerState.Progress(index, model, roundsDone, federation.scriptedRound()),
        federation.conditions().fired(),
        memory.rule(),
        memory.memory(),
        federation.registry().snapshot(),
        federation.inFlight().snapshot(),
        round);
  }

  /** Whether no phase is left to begin. */
  boolean isOver() {
    return index == setup.phases().size();
  }

  /** Begins the next phase. */
  void beginPhase() {
    current = Phases.of(plan(), context(roundsDone));
    federation.record(new RunEvent.PhaseStarted(index, plan().name()));
  }

  /** The phase under way has ended. */
  void endPhase(ServerAction.Finish finish) {
    ServerAction.PhaseResult result = finish.result();
    federation.record(
        new RunEvent.PhaseFinished(
            index,
            plan().name(),
            result.prunedNeurons(),
            result.zeroedWeights(),
            result.delta(),
            result.rounds()));
    model = finish.model();
    index++;
  }

  /** That many rounds of the run are done. */
  void endRound(int round) {
    roundsDone = round;
  }

  /** Lets the timeline's entries before the next round fire, unless they have. */
  void fireBeforeNextRound() {
    federation.fireBeforeRound(roundsDone + 1);
  }

  /** The phase under way. */
  Phase phase() {
    return requireNonNull(current);
  }

  private PhasePlan plan() {
    return setup.phases().get(index);
  }

  /** What the next phase begins with, or the run ends. */
  GlobalModel model() {
    return model;
  }

  int roundsDone() {
    return roundsDone;
  }

  /** Why the model of a round that is over is measured now. */
  EvaluationContext context(ServerAction.RoundResult result) {
    return context(
        After.ROUND,
        new Participation(result.participants(), result.dropped(), result.discarded()));
  }

  /** Why the model of a phase that is over is measured now. */
  EvaluationContext context(ServerAction.PhaseResult result) {
    return context(
        After.PHASE,
        new Participation(result.participants(), result.dropped(), result.discarded()));
  }

  private EvaluationContext context(After after, Participation participation) {
    return new EvaluationContext(
        federation.inFlight().now(), after, index, plan().name(), roundsDone, participation);
  }

  private PhaseContext context(int roundsBefore) {
    return new PhaseContext(
        index,
        model,
        roundsBefore,
        federation.conditions()::federation,
        federation.registry(),
        memory,
        setup.streams(),
        federation::record);
  }
}
