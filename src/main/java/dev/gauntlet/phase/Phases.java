package dev.gauntlet.phase;

import dev.gauntlet.match.Match;

/** Plans and the phases that carry them out. */
public final class Phases {

  private Phases() {}

  /**
   * The phase of rounds that carries out the plan, as it was when that state was taken.
   *
   * @throws IllegalArgumentException if the state is not of such a phase
   */
  public static Phase restored(PhasePlan plan, PhaseContext context, RoundsState state) {
    if (of(plan, context) instanceof RoundsPhase phase) {
      return phase.restored(state);
    }
    throw new IllegalArgumentException("a phase of " + plan.name() + " has no rounds");
  }

  /** The phase that carries out the plan. */
  public static Phase of(PhasePlan plan, PhaseContext context) {
    return Match.<PhasePlan, Phase>on(PhasePlan.class)
        .when(PhasePlan.Training.class, training -> RoundsPhase.training(training, context))
        .when(PhasePlan.Pruning.class, pruning -> new PruningPhase(pruning, context))
        .when(PhasePlan.Clipping.class, clipping -> new ClippingPhase(clipping, context))
        .when(PhasePlan.FineTuning.class, tuning -> RoundsPhase.fineTuning(tuning, context))
        .when(PhasePlan.FinePruning.class, pruning -> new FinePruningPhase(pruning, context))
        .when(PhasePlan.NeuralCleanse.class, cleanse -> new NeuralCleansePhase(cleanse, context))
        .complete()
        .of(plan);
  }
}
