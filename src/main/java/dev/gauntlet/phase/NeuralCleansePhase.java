package dev.gauntlet.phase;

import dev.gauntlet.defense.InvertedTrigger;
import dev.gauntlet.defense.MaskAnomaly;
import dev.gauntlet.metrics.RunEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        IntStream.range(0, plan.labels()).boxed().flatMap(this::searches).toList());
  }

  private Stream<ServerTask> searches(int label) {
    return sources(label).stream()
        .map(
            source ->
                new ServerTask.InvertTrigger(
                    context.model().parameters(),
                    plan.inversion(),
                    label,
                    source,
                    context.index()));
  }

  /** The labels whose images a search for {@code label} is about; one for all images is empty. */
  private List<OptionalInt> sources(int label) {
    return plan.byPair()
        ? IntStream.range(0, plan.labels())
            .filter(source -> source != label)
            .mapToObj(OptionalInt::of)
            .toList()
        : List.of(OptionalInt.empty());
  }

  @Override
  public ServerAction onComputed(List<ServerResult> results) {
    if (unlearning) {
      return new ServerAction.Finish(
          plan.tuning().result(context.model(), results, context),
          new ServerAction.PhaseResult(null, null, null, null, 0));
    }
    List<InvertedTrigger> triggers = smallest(results);
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

  /** For each label the smallest trigger of its searches. */
  private List<InvertedTrigger> smallest(List<ServerResult> results) {
    List<InvertedTrigger> triggers = new ArrayList<>();
    int next = 0;
    for (int label = 0; label < plan.labels(); label++) {
      int end = next + sources(label).size();
      triggers.add(
          results.subList(next, end).stream()
              .map(result -> ((ServerResult.Inverted) result).trigger())
              .min(Comparator.comparingDouble(InvertedTrigger::norm))
              .orElseThrow());
      next = end;
    }
    return triggers;
  }
}
