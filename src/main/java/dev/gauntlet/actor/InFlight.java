package dev.gauntlet.actor;

import static java.util.Objects.requireNonNull;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ClientRegistry;
import dev.gauntlet.match.Match;
import dev.gauntlet.phase.Conditions;
import dev.gauntlet.phase.ServerAction;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.DeliveryQueue;
import dev.gauntlet.simulation.DispatchOutcomes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is under way between the server and its clients, in virtual time. Work whose
 * result is not going to be used is not computed: what is lost on the way, what would be late, and
 * as far as it has not begun what turns out not to be needed.
 */
final class InFlight {

  private final DeliveryQueue<Work, Arrival> queue = new DeliveryQueue<>();
  private final TreeMap<Long, ClientId> outstanding = new TreeMap<>();
  private final Map<ClientId, Long> turns = new HashMap<>();
  private final ServerSetup setup;
  private @Nullable Long alarm;
  private double horizon = Double.POSITIVE_INFINITY;

  InFlight(ServerSetup setup) {
    this.setup = setup;
  }

  /**
   * What a client is to compute.
   *
   * @param fired the entries of the script that had fired when it was asked
   */
  record Work(ClientId client, GlobalModel model, ClientTask task, List<Integer> fired) {}

  /** What comes up in virtual time. */
  sealed interface Arrival {

    /** The same as something that is under way. */
    InFlightState.Item item(long sequence, double due);
  }

  /** A reply; while it is under way nothing but the work is there. */
  record Replied(ClientId client, ClientReply reply) implements Arrival {
    @Override
    public InFlightState.Item item(long sequence, double due) {
      throw new IllegalStateException("a reply has come: it is not under way");
    }
  }

  /** The server sees that a reply will not come. */
  record Lost(ClientId client, String reason) implements Arrival {
    @Override
    public InFlightState.Item item(long sequence, double due) {
      return new InFlightState.Loss(sequence, due, client, reason);
    }
  }

  /** The time of an alarm. */
  record Alarm() implements Arrival {
    @Override
    public InFlightState.Item item(long sequence, double due) {
      return new InFlightState.Alarm(sequence, due);
    }
  }

  /** The time of an entry of the script. */
  record EntryDue(int place) implements Arrival {
    @Override
    public InFlightState.Item item(long sequence, double due) {
      return new InFlightState.Entry(sequence, due, place);
    }
  }

  /** What is under way now. */
  InFlightState snapshot() {
    DeliveryQueue.State<Work, Arrival> state = queue.snapshot();
    return new InFlightState(
        state.now(),
        state.nextSequence(),
        state.pending().stream().map(InFlight::item).toList(),
        turns);
  }

  private static InFlightState.Item item(DeliveryQueue.Pending<Work, Arrival> pending) {
    long sequence = pending.sequence();
    double due = pending.due();
    Work work = pending.work();
    if (work != null) {
      return new InFlightState.Answer(
          sequence, due, work.client(), work.model(), work.task(), work.fired());
    }
    return requireNonNull(pending.result()).item(sequence, due);
  }

  /** Makes this, which must be new, what was under way then. */
  void restore(InFlightState state) {
    queue.restore(
        new DeliveryQueue.State<>(
            state.now(),
            state.nextSequence(),
            state.items().stream().map(this::takenOver).toList()));
    turns.putAll(state.turns());
  }

  private DeliveryQueue.Pending<Work, Arrival> takenOver(InFlightState.Item item) {
    return Match.<InFlightState.Item, DeliveryQueue.Pending<Work, Arrival>>on(
            InFlightState.Item.class)
        .when(
            InFlightState.Answer.class,
            answer -> {
              outstanding.put(answer.sequence(), answer.client());
              return new DeliveryQueue.Pending<>(
                  answer.sequence(),
                  answer.due(),
                  new Work(answer.client(), answer.model(), answer.task(), answer.fired()),
                  null);
            })
        .when(
            InFlightState.Loss.class,
            loss -> {
              outstanding.put(loss.sequence(), loss.client());
              return arriving(loss, new Lost(loss.client(), loss.reason()));
            })
        .when(InFlightState.Entry.class, entry -> arriving(entry, new EntryDue(entry.place())))
        .when(
            InFlightState.Alarm.class,
            set -> {
              alarm = set.sequence();
              return arriving(set, new Alarm());
            })
        .complete()
        .of(item);
  }

  private static DeliveryQueue.Pending<Work, Arrival> arriving(
      InFlightState.Item item, Arrival arrival) {
    return new DeliveryQueue.Pending<>(item.sequence(), item.due(), null, arrival);
  }

  double now() {
    return queue.now();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /**
   * Sends a task to clients; the alarm, if finite, takes the place of an earlier one.
   *
   * @param alsoLater whether replies are of interest after the alarm
   */
  void send(ServerAction.Ask ask, Conditions conditions, boolean alsoLater) {
    horizon = alsoLater ? Double.POSITIVE_INFINITY : queue.now() + ask.alarmSeconds();
    for (ClientId client : ask.clients()) {
      DispatchOutcomes.Outcome outcome =
          setup.outcome(
              client,
              ask.task(),
              conditions.slowness(client),
              conditions.fired(),
              turns.merge(client, 1L, Long::sum) - 1,
              queue.now());
      long sequence =
          outcome.loss().isPresent()
              ? queue.schedule(outcome.seconds(), new Lost(client, outcome.loss().get()))
              : queue.send(
                  outcome.seconds(), new Work(client, ask.model(), ask.task(), conditions.fired()));
      outstanding.put(sequence, client);
    }
    if (Double.isFinite(ask.alarmSeconds())) {
      // Entered last: what arrives in that very instant is in time.
      setAlarm(ask.alarmSeconds());
    }
  }

  void setAlarm(double seconds) {
    cancelAlarm();
    alarm = queue.schedule(seconds, new Alarm());
  }

  void schedule(int place, double seconds) {
    queue.schedule(seconds, new EntryDue(place));
  }

  /** The work to begin with next, if there is any. */
  Optional<DeliveryQueue.Order<Work>> takeWork() {
    return queue.takeWork(horizon);
  }

  void complete(long sequence, ClientReply reply) {
    ClientId client = outstanding.get(sequence);
    if (client != null) {
      queue.complete(sequence, new Replied(client, reply));
    }
  }

  /** What comes up next, if its result is there. */
  Optional<Arrival> poll() {
    return queue
        .poll()
        .map(
            delivery -> {
              outstanding.remove(delivery.sequence());
              if (delivery.result() instanceof Alarm) {
                alarm = null;
              }
              return delivery.result();
            });
  }

  /** Nothing that was asked is of interest any more. */
  void withdraw() {
    outstanding.keySet().forEach(queue::cancel);
    outstanding.clear();
    cancelAlarm();
    horizon = Double.POSITIVE_INFINITY;
  }

  /** What these clients are at work on is lost, as of now. */
  void lose(List<ClientId> clients, String reason) {
    Set<ClientId> gone = Set.copyOf(clients);
    for (long sequence : List.copyOf(outstanding.keySet())) {
      ClientId client = requireNonNull(outstanding.get(sequence));
      if (gone.contains(client)) {
        queue.cancel(sequence);
        outstanding.remove(sequence);
        outstanding.put(queue.schedule(0, new Lost(client, reason)), client);
      }
    }
  }

  /** What these clients are at work on arrives when they are no longer cut off. */
  void holdUp(List<ClientId> clients, ClientRegistry registry) {
    Set<ClientId> cutOff = Set.copyOf(clients);
    outstanding.forEach(
        (sequence, client) -> {
          if (cutOff.contains(client)) {
            queue.holdUntil(sequence, registry.cutOffUntil(client));
          }
        });
  }

  private void cancelAlarm() {
    if (alarm != null) {
      queue.cancel(alarm);
      alarm = null;
    }
  }
}
