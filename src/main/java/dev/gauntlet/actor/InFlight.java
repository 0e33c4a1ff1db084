package dev.gauntlet.actor;

import static java.util.Objects.requireNonNull;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ClientRegistry;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.match.Actions;
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
   * @param fired the entries of the timeline that had fired when it was asked
   */
  record Work(ClientId client, GlobalModel model, ClientTask task, FiredEntries fired) {}

  /** What is under way now. */
  InFlightState snapshot() {
    return InFlightState.of(queue.snapshot(), turns);
  }

  /** Makes this, which must be new, what was under way then. */
  void restore(InFlightState state) {
    queue.restore(state.queue());
    turns.putAll(state.turns());
    Actions<InFlightState.Item> takenOver =
        Actions.on(InFlightState.Item.class)
            .when(InFlightState.Answer.class, it -> outstanding.put(it.sequence(), it.client()))
            .when(InFlightState.Loss.class, it -> outstanding.put(it.sequence(), it.client()))
            .when(InFlightState.Alarm.class, it -> alarm = it.sequence())
            .when(InFlightState.Entry.class, it -> {})
            .complete();
    state.items().forEach(takenOver::of);
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
              ? queue.schedule(outcome.seconds(), new Arrival.Lost(client, outcome.loss().get()))
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
    alarm = queue.schedule(seconds, new Arrival.Alarm());
  }

  void schedule(int place, double seconds) {
    queue.schedule(seconds, new Arrival.EntryDue(place));
  }

  /** The work to begin with next, if there is any. */
  Optional<DeliveryQueue.Order<Work>> takeWork() {
    return queue.takeWork(horizon);
  }

  void complete(long sequence, ClientReply reply) {
    ClientId client = outstanding.get(sequence);
    if (client != null) {
      queue.complete(sequence, new Arrival.Replied(client, reply));
    }
  }

  /** What comes up next, if its result is there. */
  Optional<Arrival> poll() {
    return queue
        .poll()
        .map(
            delivery -> {
              outstanding.remove(delivery.sequence());
              if (delivery.result() instanceof Arrival.Alarm) {
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
        outstanding.put(queue.schedule(0, new Arrival.Lost(client, reason)), client);
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
