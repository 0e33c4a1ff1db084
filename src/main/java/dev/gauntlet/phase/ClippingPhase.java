package dev.gauntlet.phase;

import static java.util.Objects.requireNonNull;

import dev.gauntlet.defense.ClippingBound;
import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.defense.ClippingSearch;
import dev.gauntlet.defense.ExtremeWeights;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adjusting extreme weights, at one delta or at the smallest that a search finds acceptable. */
final class ClippingPhase extends ServersOwnPhase {

  private final ClippingDelta plan;
  private final PhaseContext context;
  private final ExtremeWeights weights;
  private final @Nullable ClippingSearch search;
  private final boolean boundsLoss;
  private double accuracy;

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
    if (this.plan instanceof ClippingDelta.Search searched) {
      this.search = new ClippingSearch(searched);
      this.boundsLoss = searched.bound().measure() == ClippingBound.Measure.LOSS;
    } else {
      this.search = null;
      this.boundsLoss = false;
    }
  }

  @Override
  public ServerAction start() {
    return plan instanceof ClippingDelta.Fixed fixed
        ? finish(fixed.delta())
        : new ServerAction.Validate(context.model());
  }

  @Override
  public ServerAction onValidated(double measured) {
    accuracy = measured;
    if (boundsLoss) {
      return new ServerAction.Compute(
          new ServerTask.MeasureLoss(clipped(search().next()).parameters()));
    }
    if (search().next() != null) {
      tell(null);
    }
    return test(accuracy);
  }

  @Override
  public ServerAction onComputed(List<ServerResult> results) {
    double loss = ((ServerResult.Loss) results.get(0)).loss();
    tell(loss);
    return test(loss);
  }

  private void tell(@Nullable Double loss) {
    Double delta = search().next();
    context
        .events()
        .accept(new RunEvent.ClippingTested(context.index(), delta, zeroed(delta), accuracy, loss));
  }

  private ServerAction test(double measured) {
    search().take(measured);
    return search().isOver()
        ? finish(search().accepted())
        : new ServerAction.Validate(clipped(search().next()));
  }

  private GlobalModel clipped(@Nullable Double delta) {
    return delta == null
        ? context.model()
        : context.model().next(weights.clip(delta).model(), context.federation().block());
  }

  private int zeroed(@Nullable Double delta) {
    return delta == null ? 0 : weights.clip(delta).zeroedWeights();
  }

  private ClippingSearch search() {
    return requireNonNull(search);
  }

  private ServerAction finish(@Nullable Double delta) {
    int zeroed = zeroed(delta);
    context
        .events()
        .accept(
            new RunEvent.WeightsClipped(
                context.index(), delta, weights.mean(), weights.deviation(), zeroed));
    return new ServerAction.Finish(
        clipped(delta), new ServerAction.PhaseResult(null, zeroed, delta, null, 0));
  }
}
