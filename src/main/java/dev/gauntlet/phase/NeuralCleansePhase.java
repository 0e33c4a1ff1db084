package dev.gauntlet.phase;

import dev.gauntlet.defense.InvertedTrigger;
import dev.gauntlet.defense.MaskAnomaly;
import dev.gauntlet.metrics.RunEvent;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Neural Cleanse by the server alone (Wang et al., IEEE S&P 2019): reconstructs the smallest
 * trigger for every label, flags the labels whose trigger is an outlier, and unlearns those.
 */
final class NeuralCleansePhase extends ServersOwnPhase {

  private final PhasePlan.NeuralCleanse plan;
  private final PhaseContext context;
  private boolean unlearning;

  NeuralCleansePhase(PhasePlan.NeuralCleanse plan, PhaseContext context) {
    super(plan.name());
    this.plan = plan;
    this.context = context;
  }

  @Override
  public ServerAction start() {
    return new ServerAction.Compute(
        IntStream.range(0, plan.labels())
            .<ServerTask>mapToObj(
                label ->
                    new ServerTask.InvertTrigger(
                        context.model().parameters(), plan.inversion(), label, context.index()))
            .toList());
  }

  @Override
  public ServerAction onComputed(List<ServerResult> results) {
    if (unlearning) {
      return new ServerAction.Finish(
          plan.tuning().result(context.model(), results, context),
          new ServerAction.PhaseResult(null, null, null, null, 0));
    }
    List<InvertedTrigger> triggers =
        results.stream().map(result -> ((ServerResult.Inverted) result).trigger()).toList();
    MaskAnomaly anomaly = MaskAnomaly.of(triggers.stream().map(InvertedTrigger::norm).toList());
    List<Integer> flagged = anomaly.flagged(plan.threshold());
    context
        .events()
        .accept(
            new RunEvent.LabelsScreened(
                context.index(),
                anomaly.norms(),
                anomaly.indices(),
                triggers.stream().map(InvertedTrigger::successRate).toList(),
                flagged));
    if (flagged.isEmpty()) {
      return new ServerAction.Finish(
          context.model(), new ServerAction.PhaseResult(null, null, null, null, 0));
    }
    unlearning = true;
    return new ServerAction.Compute(
        plan.tuning()
            .unlearning(
                context.model(),
                flagged.stream().map(triggers::get).toList(),
                plan.stampedShare(),
                context));
  }
}
