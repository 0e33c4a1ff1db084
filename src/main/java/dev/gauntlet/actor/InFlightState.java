package dev.gauntlet.actor;

import static java.util.Objects.requireNonNull;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.match.Match;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.DeliveryQueue;
import java.util.List;
import java.util.Map;

/**
 * All that is under way between the server and its clients at one moment. Of work that clients are
 * at it tells what they were asked: the answer can be computed again.
 *
 * @param now the virtual second
 * @param nextSequence the number that is given next
 * @param items in the order in which they arrive
 * @param turns how many dispatches each client has had
 */
public record InFlightState(
    double now, long nextSequence, List<Item> items, Map<ClientId, Long> turns) {

  public InFlightState {
    items = List.copyOf(items);
    turns = Map.copyOf(turns);
  }

  /** The same with other items. */
  public InFlightState with(List<Item> others) {
    return new InFlightState(now, nextSequence, others, turns);
  }

  /** What is in a queue at one moment. */
  static InFlightState of(
      DeliveryQueue.State<InFlight.Work, Arrival> queue, Map<ClientId, Long> turns) {
    return new InFlightState(
        queue.now(),
        queue.nextSequence(),
        queue.pending().stream().map(InFlightState::item).toList(),
        turns);
  }

  private static Item item(DeliveryQueue.Pending<InFlight.Work, Arrival> pending) {
    long sequence = pending.sequence();
    double due = pending.due();
    InFlight.Work work = pending.work();
    if (work != null) {
      return new Answer(sequence, due, work.client(), work.model(), work.task(), work.fired());
    }
    return Match.<Arrival, Item>on(Arrival.class)
        .when(Arrival.Lost.class, it -> new Loss(sequence, due, it.client(), it.reason()))
        .when(Arrival.EntryDue.class, it -> new Entry(sequence, due, it.place()))
        .when(Arrival.Alarm.class, it -> new Alarm(sequence, due))
        .when(
            Arrival.Replied.class,
            it -> {
              throw new IllegalStateException("a reply has come: it is not under way");
            })
        .complete()
        .of(requireNonNull(pending.result()));
  }

  /** The queue that this is the state of. */
  DeliveryQueue.State<InFlight.Work, Arrival> queue() {
    Match<Item, DeliveryQueue.Pending<InFlight.Work, Arrival>> pending =
        Match.<Item, DeliveryQueue.Pending<InFlight.Work, Arrival>>on(Item.class)
            .when(Answer.class, Answer::pending)
            .when(Loss.class, it -> arriving(it, new Arrival.Lost(it.client(), it.reason())))
            .when(Alarm.class, it -> arriving(it, new Arrival.Alarm()))
            .when(Entry.class, it -> arriving(it, new Arrival.EntryDue(it.place())))
            .complete();
    return new DeliveryQueue.State<>(now, nextSequence, items.stream().map(pending::of).toList());
  }

  private static DeliveryQueue.Pending<InFlight.Work, Arrival> arriving(
      Item item, Arrival arrival) {
    return new DeliveryQueue.Pending<>(item.sequence(), item.due(), null, arrival);
  }

  /** Something that arrives in virtual time. */
  public sealed interface Item {

    /** Its number: of what arrives at one time, the lowest is first. */
    long sequence();

    /** When it arrives, in virtual seconds. */
    double due();
  }

  /** A client's answer to what it was asked. */
  public record Answer(
      long sequence,
      double due,
      ClientId client,
      GlobalModel model,
      ClientTask task,
      FiredEntries fired)
      implements Item {
    private DeliveryQueue.Pending<InFlight.Work, Arrival> pending() {
      return new DeliveryQueue.Pending<>(
          sequence, due, new InFlight.Work(client, model, task, fired), null);
    }
  }

  /** The server sees that no answer will come. */
  public record Loss(long sequence, double due, ClientId client, String reason) implements Item {}

  /** The time that the phase has set itself is up. */
  public record Alarm(long sequence, double due) implements Item {}

  /** An entry of the timeline fires. */
  public record Entry(long sequence, double due, int place) implements Item {}
}
