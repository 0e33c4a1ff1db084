package dev.gauntlet.phase;

import static java.util.Objects.requireNonNull;

import dev.gauntlet.defense.NeuronRanking;
import dev.gauntlet.defense.PruningOrder;
import dev.gauntlet.defense.PruningWalk;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fine-pruning by the server alone (Liu, Dolan-Gavitt, Garg 2018, arXiv:1805.12185): prunes the
 * channels that its own clean images leave dormant for as long as accuracy on them allows, then
 * trains on on the same images with those channels held at 0.
 */
final class FinePruningPhase extends ServersOwnPhase {

  private final PhasePlan.FinePruning plan;
  private final PhaseContext context;
  private @Nullable PruningWalk walk;
  private @Nullable GlobalModel pruned;

  FinePruningPhase(PhasePlan.FinePruning plan, PhaseContext context) {
    super(plan.name());
    this.plan = plan;
    this.context = context;
  }

  @Override
  public ServerAction start() {
    return new ServerAction.Compute(
        new ServerTask.RecordActivations(context.model().parameters(), plan.record()));
  }

  @Override
  public ServerAction onComputed(List<ServerResult> results) {
    if (walk == null) {
      return onActivations((ServerResult.Activations) results.get(0));
    }
    GlobalModel tuned = plan.tuning().result(requireNonNull(pruned), results, context);
    return new ServerAction.Finish(
        tuned, new ServerAction.PhaseResult(walk.pruned().size(), null, null, null, 0));
  }

  private ServerAction onActivations(ServerResult.Activations record) {
    double[] activations = record.byChannel().stream().mapToDouble(Double::doubleValue).toArray();
    // The order that a vote gives in which the server is the only voter.
    List<Integer> order = PruningOrder.byRanking(List.of(NeuronRanking.ofActivations(activations)));
    walk = new PruningWalk(context.model().pruned(), order, plan.step(), plan.stop());
    context.events().accept(new RunEvent.NeuronsRanked(context.index(), walk.order()));
    return new ServerAction.Validate(context.model());
  }

  @Override
  public ServerAction onValidated(double accuracy) {
    PruningWalk walking = requireNonNull(walk);
    List<Integer> skipped = walking.skipped();
    int count = walking.take(accuracy);
    context
        .events()
        .accept(new RunEvent.PruningTested(context.index(), null, count, accuracy, skipped));
    if (!walking.isOver()) {
      return new ServerAction.Validate(
          context.model().pruning(walking.next(), context.federation().block()));
    }
    context.events().accept(new RunEvent.NeuronsPruned(context.index(), null, walking.pruned()));
    pruned = context.model().pruning(walking.prunedChannels(), context.federation().block());
    return new ServerAction.Compute(plan.tuning().onCleanImages(pruned, context));
  }
}
