package dev.gauntlet.phase;

/** Plans and the phases that carry them out. */
public final class Phases {

  private Phases() {}

  /** The phase that carries out the plan. */
  public static Phase of(PhasePlan plan, PhaseContext context) {
    if (plan instanceof PhasePlan.Training training) {
      return RoundsPhase.training(training, context);
    } else if (plan instanceof PhasePlan.Pruning pruning) {
      return new PruningPhase(pruning, context);
    } else if (plan instanceof PhasePlan.Clipping clipping) {
      return new ClippingPhase(clipping, context);
    } else if (plan instanceof PhasePlan.FinePruning pruning) {
      return new FinePruningPhase(pruning, context);
    } else if (plan instanceof PhasePlan.NeuralCleanse cleanse) {
      return new NeuralCleansePhase(cleanse, context);
    }
    return RoundsPhase.fineTuning((PhasePlan.FineTuning) plan, context);
  }
}
