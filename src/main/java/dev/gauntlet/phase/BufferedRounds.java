package dev.gauntlet.phase;

import static java.util.Objects.requireNonNull;

import dev.gauntlet.federation.Buffering;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.GlobalModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous rounds with a buffer: FedBuff (Nguyen et al. 2022, arXiv:2106.06639, algorithm 1).
 * Whenever a client has delivered, another is asked to train from the newest model; every so many
 * deliveries make a round. An update of staleness s is scaled by the weight of s before it is
 * combined, so that any aggregation rule can combine it.
 */
final class BufferedRounds implements Rounds {

  private final PhaseContext context;
  private final Buffering buffering;
  private final Tasks tasks;
  private final RoundStep step;
  private final Map<ClientId, Integer> roundOfDispatch = new HashMap<>();
  private final List<ModelUpdate> buffer = new ArrayList<>();
  private long turns;
  private int round;
  private @Nullable GlobalModel model;
  private int dropped;
  private int discarded;
  private int fruitless;
  private int idle;

  BufferedRounds(PhaseContext context, Buffering buffering, Tasks tasks) {
    this.context = context;
    this.buffering = buffering;
    this.tasks = tasks;
    this.step = new RoundStep(context);
  }

  @Override
  public ServerAction begin(int nextRound, GlobalModel current) {
    round = nextRound;
    model = current;
    dropped = 0;
    discarded = 0;
    context.events().accept(new RunEvent.RoundStarted(round, indices(roundOfDispatch.keySet())));
    return fill();
  }

  @Override
  public ServerAction onReply(ClientId client, ClientReply reply) {
    Integer trainedFrom = roundOfDispatch.remove(client);
    if (trainedFrom == null) {
      throw new IllegalStateException(client + " replied though no round waits for it");
    }
    context.registry().setAtWork(client, false);
    int staleness = round - trainedFrom;
    Optional<String> fault =
        new UpdateCheck(context, round).fault(client, reply, requireNonNull(model), staleness);
    if (fault.isPresent()) {
      discarded++;
      return withoutGain("the last update was rejected: " + fault.get());
    }
    if (staleness > buffering.maxStaleness()) {
      discarded++;
      String reason = "its staleness is " + staleness;
      context.events().accept(new RunEvent.ReplyDiscarded(context.index(), client.index(), reason));
      return withoutGain("the last update was discarded: " + reason);
    }
    fruitless = 0;
    buffer.add(
        ((ClientReply.Update) reply).update().stale(buffering.staleness().weight(staleness)));
    return buffer.size() == buffering.bufferSize() ? close() : fill();
  }

  @Override
  public ServerAction onLost(ClientId client, String reason) {
    roundOfDispatch.remove(client);
    context.registry().setAtWork(client, false);
    dropped++;
    context.events().accept(new RunEvent.ReplyLost(context.index(), client.index(), reason));
    return withoutGain("the last client " + reason);
  }

  @Override
  public ServerAction onAlarm() {
    return fill();
  }

  @Override
  public ServerAction onComputed(List<ServerResult> results) {
    return step.onComputed(results);
  }

  @Override
  public RoundsState.AtWork snapshot() {
    if (!buffer.isEmpty()) {
      throw new IllegalStateException("a round is under way");
    }
    return new RoundsState.AtWork(roundOfDispatch, turns, fruitless, idle);
  }

  @Override
  public void restore(RoundsState.@Nullable AtWork state) {
    if (state == null) {
      throw new IllegalArgumentException("asynchronous rounds go on from asynchronous ones only");
    }
    roundOfDispatch.putAll(state.roundOfDispatch());
    turns = state.turns();
    fruitless = state.fruitless();
    idle = state.idle();
  }

  @Override
  public boolean clientsGoOn() {
    return true;
  }

  /** Nothing may go wrong for ever: as many failures as there are retries for everyone at work. */
  private ServerAction withoutGain(String reason) {
    long most = (1L + context.federation().rules().maxRetries()) * buffering.concurrency();
    if (++fruitless >= most) {
      throw new FederationStuckException(
          "in round " + round + " nothing usable came " + most + " times in turn; " + reason);
    }
    return fill();
  }

  /** Asks as many clients as are missing at work; tries again later if too few can be reached. */
  private ServerAction fill() {
    int missing = buffering.concurrency() - roundOfDispatch.size();
    if (missing == 0) {
      return new ServerAction.Await();
    }
    List<ClientId> clients =
        context
            .registry()
            .select(
                context.federation().selection().strategy(),
                missing,
                "selection",
                context.roundsDone() + 1L,
                turns++);
    for (ClientId client : clients) {
      roundOfDispatch.put(client, round);
      context.registry().setAtWork(client, true);
      context
          .events()
          .accept(new RunEvent.ClientAsked(round, client.index(), requireNonNull(model).version()));
    }
    double wait = context.federation().rules().retryWaitSeconds();
    if (roundOfDispatch.isEmpty()) {
      return idle(wait);
    }
    idle = 0;
    return new ServerAction.Ask(
        clients,
        requireNonNull(model),
        tasks.at(round, ((long) round << Integer.SIZE) + turns),
        clients.size() < missing ? wait : Double.POSITIVE_INFINITY);
  }

  private ServerAction idle(double wait) {
    int most = context.federation().rules().maxRetries();
    if (idle++ >= most) {
      throw new FederationStuckException(
          "in round " + round + " no client can be reached, also after " + most + " retries");
    }
    context
        .events()
        .accept(
            new RunEvent.ExchangeRepeated(
                context.index(), "update", idle, "no client can be reached"));
    return new ServerAction.Pause(wait);
  }

  private ServerAction close() {
    List<ModelUpdate> updates =
        buffer.stream().sorted(Comparator.comparing(ModelUpdate::client)).toList();
    buffer.clear();
    return step.take(
        requireNonNull(model),
        updates,
        tasks.at(round, round).settings(),
        new ServerAction.RoundResult(round, updates.size(), dropped, discarded));
  }

  private static List<Integer> indices(Iterable<ClientId> clients) {
    List<Integer> indices = new ArrayList<>();
    clients.forEach(client -> indices.add(client.index()));
    indices.sort(Comparator.naturalOrder());
    return indices;
  }
}
