package dev.gauntlet.phase;

import static java.util.Objects.requireNonNull;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.PowerOfChoice;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Synchronous rounds: a cohort trains from the same model, and its updates make the next (McMahan
 * et al. 2017). With {@link PowerOfChoice} the server first asks candidates for their loss.
 */
final class SynchronousRounds implements Rounds {

  private final PhaseContext context;
  private final Tasks tasks;
  private final RoundStep step;
  private int round;
  private @Nullable GlobalModel model;
  private @Nullable Exchange candidacy;
  private @Nullable Exchange training;

  SynchronousRounds(PhaseContext context, Tasks tasks) {
    this.context = context;
    this.tasks = tasks;
    this.step = new RoundStep(context);
  }

  @Override
  public ServerAction begin(int nextRound, GlobalModel current) {
    round = nextRound;
    model = current;
    training = null;
    if (selection().strategy() instanceof PowerOfChoice choice) {
      int count = Math.max(asked(), choice.candidates());
      candidacy =
          exchange("loss", count, attempt -> select(count, attempt), new ClientTask.MeasureLoss());
      return candidacy.ask();
    }
    return train(attempt -> select(asked(), attempt));
  }

  @Override
  public ServerAction onReply(ClientId client, ClientReply reply) {
    if (training != null) {
      Optional<String> fault =
          new UpdateCheck(context, round).fault(client, reply, requireNonNull(model), null);
      return training.onReply(client, reply, fault).orElseGet(this::close);
    }
    if (candidacy != null) {
      return candidacy.onReply(client, reply, faultOfLoss(client, reply)).orElseGet(this::elect);
    }
    throw new IllegalStateException(client + " replied though no round is under way");
  }

  @Override
  public ServerAction onLost(ClientId client, String reason) {
    return training != null
        ? training.onLost(client, reason).orElseGet(this::close)
        : requireNonNull(candidacy).onLost(client, reason).orElseGet(this::elect);
  }

  @Override
  public ServerAction onAlarm() {
    return training != null
        ? training.onAlarm().orElseGet(this::close)
        : requireNonNull(candidacy).onAlarm().orElseGet(this::elect);
  }

  @Override
  public ServerAction onComputed(List<ServerResult> results) {
    return step.onComputed(results);
  }

  @Override
  public boolean clientsGoOn() {
    return false;
  }

  /**
   * Those candidates train that have the greatest loss, the first of equals, of those who can still
   * be reached; in a repeated round others take the place of those who have gone.
   */
  private ServerAction elect() {
    Exchange over = requireNonNull(candidacy);
    List<ClientId> byLoss =
        over.answers().stream()
            .sorted(
                Comparator.comparingDouble(answer -> -((ClientReply.Loss) answer.reply()).loss()))
            .map(Exchange.Answer::client)
            .toList();
    return train(
        attempt ->
            context
                .registry()
                .reachable(byLoss, "selection", round, (long) over.attempt() + attempt)
                .stream()
                .limit(asked())
                .sorted()
                .toList());
  }

  private ServerAction train(IntFunction<List<ClientId>> clients) {
    training =
        exchange(
            "update", wanted(), attempt -> started(clients.apply(attempt)), tasks.at(round, round));
    return training.ask();
  }

  private List<ClientId> started(List<ClientId> cohort) {
    context
        .events()
        .accept(new RunEvent.RoundStarted(round, cohort.stream().map(ClientId::index).toList()));
    return cohort;
  }

  private ServerAction close() {
    Exchange exchange = requireNonNull(training);
    List<ModelUpdate> updates =
        exchange.answers().stream()
            .map(answer -> ((ClientReply.Update) answer.reply()).update())
            .toList();
    return step.take(
        requireNonNull(model),
        updates,
        tasks.at(round, round).settings(),
        new ServerAction.RoundResult(
            round,
            updates.size(),
            exchange.dropped() + (candidacy == null ? 0 : candidacy.dropped()),
            exchange.discarded() + (candidacy == null ? 0 : candidacy.discarded())));
  }

  private Exchange exchange(
      String answer, int enough, IntFunction<List<ClientId>> clients, ClientTask task) {
    return new Exchange(
        context,
        new Exchange.Question(
            "in round " + round, answer, enough, clients, requireNonNull(model), task));
  }

  private List<ClientId> select(int count, int attempt) {
    return context.registry().select(selection().strategy(), count, "selection", round, attempt);
  }

  private Optional<String> faultOfLoss(ClientId client, ClientReply reply) {
    if (reply instanceof ClientReply.Loss answer && Double.isFinite(answer.loss())) {
      return Optional.empty();
    }
    String reason = "it is no finite loss";
    context.events().accept(new RunEvent.VoteRejected(context.index(), client.index(), reason));
    return Optional.of(reason);
  }

  private int wanted() {
    return selection().wanted(context.registry().population());
  }

  private int asked() {
    return context.federation().rules().asked(wanted());
  }

  private PhaseContext.Selection selection() {
    return context.federation().selection();
  }
}
