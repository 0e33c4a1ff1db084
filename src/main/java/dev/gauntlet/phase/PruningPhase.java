package dev.gauntlet.phase;

import dev.gauntlet.defense.PruningOrder;
import dev.gauntlet.defense.PruningSteps;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Federated neuron pruning. A ballot is a vote of all clients followed by tests of the order it
 * gives: one ballot for the ranking vote, one for each pruning rate of the majority vote, of which
 * the one that prunes most is kept, the earlier of equals.
 */
final class PruningPhase implements Phase {

  private final PhasePlan.Pruning plan;
  private final PhaseContext context;
  private final List<ClientId> voters;
  private final List<@Nullable Double> rates;
  private final List<ClientReply> replies = new ArrayList<>();
  private List<Integer> order = List.of();
  private List<PrunedChannels> points = List.of();
  private List<Double> accuracies = new ArrayList<>();
  private int ballot;
  private List<Integer> bestOrder = List.of();

  PruningPhase(PhasePlan.Pruning plan, PhaseContext context) {
    this.plan = plan;
    this.context = context;
    this.voters = context.federation().selection().everyone();
    this.rates = new ArrayList<>();
    if (plan.vote() instanceof PruningVote.Majority majority) {
      rates.addAll(majority.rates());
    } else {
      rates.add(null);
    }
  }

  @Override
  public ServerAction start() {
    Double rate = rates.get(ballot);
    return ask(rate == null ? new ClientTask.RankNeurons() : new ClientTask.CastVotes(rate));
  }

  @Override
  public ServerAction onReply(ClientId client, ClientReply reply) {
    replies.add(reply);
    if (replies.size() < voters.size()) {
      return new ServerAction.Await();
    }
    List<ClientReply> all = List.copyOf(replies);
    replies.clear();
    return all.get(0) instanceof ClientReply.Accuracies ? onFeedback(all) : onVotes(all);
  }

  private ServerAction onVotes(List<ClientReply> votes) {
    List<Integer> counted =
        rates.get(ballot) == null
            ? PruningOrder.byRanking(
                votes.stream().map(vote -> ((ClientReply.Ranking) vote).ranking()).toList())
            : PruningOrder.byMajority(
                votes.stream().map(vote -> ((ClientReply.Ballot) vote).ballot()).toList());
    PrunedChannels before = context.model().pruned();
    order = counted.stream().filter(channel -> !before.contains(channel)).toList();
    points = PruningSteps.of(before, order, plan.step());
    accuracies = new ArrayList<>();
    emit(
        new RunEvent.VotesCounted(
            context.index(), plan.vote().name(), rates.get(ballot), voters.size(), order));
    return plan.validator() == PhasePlan.Validator.CLIENTS
        ? ask(new ClientTask.MeasurePruning(order, plan.step()))
        : new ServerAction.Validate(context.model());
  }

  private ServerAction onFeedback(List<ClientReply> feedback) {
    List<List<Double>> reports =
        feedback.stream().map(report -> ((ClientReply.Accuracies) report).accuracies()).toList();
    for (int point = 0; point < points.size(); point++) {
      int measured = point;
      test(Median.of(reports.stream().map(report -> report.get(measured)).toList()));
      if (plan.stop().isBrokenBy(accuracies)) {
        break;
      }
    }
    return endBallot();
  }

  @Override
  public ServerAction onValidated(double accuracy) {
    test(accuracy);
    if (plan.stop().isBrokenBy(accuracies) || accuracies.size() == points.size()) {
      return endBallot();
    }
    return new ServerAction.Validate(
        context.model().pruning(points.get(accuracies.size()), context.federation().block()));
  }

  private void test(double accuracy) {
    int pruned = points.get(accuracies.size()).count() - points.get(0).count();
    accuracies.add(accuracy);
    emit(new RunEvent.PruningTested(context.index(), rates.get(ballot), pruned, accuracy));
  }

  private ServerAction endBallot() {
    int kept = plan.stop().stepsKept(accuracies);
    List<Integer> pruned = order.subList(0, points.get(kept).count() - points.get(0).count());
    emit(new RunEvent.NeuronsPruned(context.index(), rates.get(ballot), pruned));
    if (pruned.size() > bestOrder.size()) {
      bestOrder = List.copyOf(pruned);
    }
    ballot++;
    return ballot < rates.size() ? start() : finish();
  }

  private ServerAction finish() {
    PrunedChannels pruned = context.model().pruned();
    for (int channel : bestOrder) {
      pruned = pruned.with(channel);
    }
    GlobalModel model = context.model().pruning(pruned, context.federation().block());
    return new ServerAction.Finish(
        model, new ServerAction.PhaseResult(bestOrder.size(), null, null, null, voters.size()));
  }

  private ServerAction ask(ClientTask task) {
    return new ServerAction.Ask(voters, context.model(), task);
  }

  private void emit(RunEvent event) {
    context.events().accept(event);
  }
}
