package dev.gauntlet.phase;

import static java.util.Objects.requireNonNull;

import dev.gauntlet.defense.PruningOrder;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.defense.PruningWalk;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.Median;
import dev.gauntlet.federation.Uniform;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Federated neuron pruning. A ballot is a vote of all clients followed by tests of the order it
 * gives: one ballot for the ranking vote, one for each pruning rate of the majority vote, of which
 * the one that prunes most is kept, the earlier of equals.
 */
final class PruningPhase implements Phase {

  private final PhasePlan.Pruning plan;
  private final PhaseContext context;
  private final int channels;
  private final List<@Nullable Double> rates;
  private @Nullable PruningWalk walk;
  private int ballot;
  private int exchanges;
  private boolean voting;
  private @Nullable Exchange exchange;
  private int participants;
  private int dropped;
  private int discarded;
  private List<Integer> bestOrder = List.of();

  PruningPhase(PhasePlan.Pruning plan, PhaseContext context) {
    this.plan = plan;
    this.context = context;
    this.channels = context.federation().block().channels();
    this.rates = new ArrayList<>();
    if (plan.vote() instanceof PruningVote.Majority majority) {
      rates.addAll(majority.rates());
    } else {
      rates.add(null);
    }
  }

  @Override
  public ServerAction start() {
    voting = true;
    Double rate = rates.get(ballot);
    return ask(
        "vote",
        rate == null
            ? new ClientTask.RankNeurons(context.roundsDone(), plan.record())
            : new ClientTask.CastVotes(context.roundsDone(), plan.record(), rate));
  }

  @Override
  public ServerAction onReply(ClientId client, ClientReply reply) {
    Optional<String> fault =
        voting
            ? VoteCheck.faultOfVote(reply, rates.get(ballot) == null, channels)
            : VoteCheck.faultOfFeedback(reply, walk().tests());
    fault.ifPresent(
        reason -> emit(new RunEvent.VoteRejected(context.index(), client.index(), reason)));
    return requireNonNull(exchange).onReply(client, reply, fault).orElseGet(this::onAnswers);
  }

  @Override
  public ServerAction onLost(ClientId client, String reason) {
    return requireNonNull(exchange).onLost(client, reason).orElseGet(this::onAnswers);
  }

  @Override
  public ServerAction onAlarm() {
    return requireNonNull(exchange).onAlarm().orElseGet(this::onAnswers);
  }

  private ServerAction onAnswers() {
    List<ClientReply> all =
        requireNonNull(exchange).answers().stream().map(Exchange.Answer::reply).toList();
    participants = all.size();
    dropped += requireNonNull(exchange).dropped();
    discarded += requireNonNull(exchange).discarded();
    return voting ? onVotes(all) : onFeedback(all);
  }

  private ServerAction onVotes(List<ClientReply> votes) {
    List<Integer> counted =
        rates.get(ballot) == null
            ? PruningOrder.byRanking(
                votes.stream().map(vote -> ((ClientReply.Ranking) vote).ranking()).toList())
            : PruningOrder.byMajority(
                votes.stream().map(vote -> ((ClientReply.Ballot) vote).ballot()).toList());
    walk = new PruningWalk(context.model().pruned(), counted, plan.step(), plan.stop());
    List<Integer> order = walk.order();
    emit(
        new RunEvent.VotesCounted(
            context.index(), plan.vote().name(), rates.get(ballot), votes.size(), order));
    voting = false;
    return plan.validator() == PhasePlan.Validator.CLIENTS
        ? ask("feedback", new ClientTask.MeasurePruning(context.roundsDone(), order, plan.step()))
        : new ServerAction.Validate(context.model());
  }

  private ServerAction onFeedback(List<ClientReply> feedback) {
    List<List<Double>> reports =
        feedback.stream().map(report -> ((ClientReply.Accuracies) report).accuracies()).toList();
    for (int point = 0; !walk().isOver(); point++) {
      int measured = point;
      test(Median.of(reports.stream().mapToDouble(report -> report.get(measured)).toArray()));
    }
    return endBallot();
  }

  @Override
  public ServerAction onValidated(double accuracy) {
    test(accuracy);
    if (walk().isOver()) {
      return endBallot();
    }
    return new ServerAction.Validate(
        context.model().pruning(walk().next(), context.federation().block()));
  }

  private void test(double accuracy) {
    List<Integer> skipped = walk().skipped();
    int pruned = walk().take(accuracy);
    emit(new RunEvent.PruningTested(context.index(), rates.get(ballot), pruned, accuracy, skipped));
  }

  private ServerAction endBallot() {
    List<Integer> pruned = walk().pruned();
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
        model,
        new ServerAction.PhaseResult(
            bestOrder.size(), null, null, null, participants, dropped, discarded));
  }

  private ServerAction ask(String answer, ClientTask task) {
    int wanted = plan.voters().orElse(context.registry().population());
    int occasion = exchanges++;
    exchange =
        new Exchange(
            context,
            new Exchange.Question(
                "in phase " + context.index(),
                answer,
                wanted,
                attempt -> voters(wanted, occasion, attempt),
                context.model(),
                task));
    return exchange.ask();
  }

  private List<ClientId> voters(int wanted, int occasion, int attempt) {
    int asked =
        Math.min(context.federation().rules().asked(wanted), context.registry().population());
    return context
        .registry()
        .select(
            new Uniform(),
            asked,
            "voters",
            ((long) context.index() << Integer.SIZE) + occasion,
            attempt);
  }

  private PruningWalk walk() {
    return requireNonNull(walk);
  }

  private void emit(RunEvent event) {
    context.events().accept(event);
  }
}
