package dev.gauntlet.phase;

import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.defense.ExtremeWeights;
import dev.gauntlet.defense.PruningStop;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adjusting extreme weights, at one delta or at the smallest that a search finds acceptable. */
final class ClippingPhase extends ServersOwnPhase {

  private final ClippingDelta plan;
  private final PhaseContext context;
  private final ExtremeWeights weights;
  private final List<Double> candidates;
  private final double maxDrop;
  private double accuracyBefore = Double.NaN;
  private int tested;
  private @Nullable Double accepted;

  ClippingPhase(PhasePlan.Clipping plan, PhaseContext context) {
    super(plan.name());
    this.plan = plan.delta();
    this.context = context;
    this.weights =
        new ExtremeWeights(
            context.model().parameters(),
            context.federation().block(),
            context.model().pruned(),
            context.model().besides(plan.spread()));
    if (this.plan instanceof ClippingDelta.Search search) {
      this.candidates = search.candidates();
      this.maxDrop = search.maxDrop();
    } else {
      this.candidates = List.of();
      this.maxDrop = 0;
    }
  }

  @Override
  public ServerAction start() {
    return plan instanceof ClippingDelta.Fixed fixed
        ? finish(fixed.delta())
        : new ServerAction.Validate(context.model());
  }

  @Override
  public ServerAction onValidated(double accuracy) {
    if (Double.isNaN(accuracyBefore)) {
      accuracyBefore = accuracy;
    } else {
      double delta = candidates.get(tested++);
      context
          .events()
          .accept(
              new RunEvent.ClippingTested(
                  context.index(), delta, weights.clip(delta).zeroedWeights(), accuracy));
      if (accuracy >= accuracyBefore - maxDrop - PruningStop.ROUNDING) {
        accepted = delta;
      }
    }
    return tested == candidates.size()
        ? finish(accepted)
        : new ServerAction.Validate(clipped(candidates.get(tested)));
  }

  private GlobalModel clipped(double delta) {
    return context.model().next(weights.clip(delta).model(), context.federation().block());
  }

  private ServerAction finish(@Nullable Double delta) {
    GlobalModel model = delta == null ? context.model() : clipped(delta);
    int zeroed = delta == null ? 0 : weights.clip(delta).zeroedWeights();
    context
        .events()
        .accept(
            new RunEvent.WeightsClipped(
                context.index(), delta, weights.mean(), weights.deviation(), zeroed));
    return new ServerAction.Finish(
        model, new ServerAction.PhaseResult(null, zeroed, delta, null, 0));
  }
}
