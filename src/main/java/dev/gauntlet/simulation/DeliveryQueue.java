package dev.gauntlet.simulation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is under way in virtual time. The arrival of a result is known when the work is sent; the
 * result is computed meanwhile, by whoever, and handed in with {@link #complete}. Arrivals come out
 * in the order (time, sequence number) and never overtake one another: {@link #poll} waits for the
 * earliest even if later ones are there.
 *
 * @param <W> work that is to be computed
 * @param <R> a result
 */
public final class DeliveryQueue<W, R> {

  private final PriorityQueue<Entry<W, R>> pending = new PriorityQueue<>(Entry.order());
  private final PriorityQueue<Entry<W, R>> unstarted = new PriorityQueue<>(Entry.order());
  private final Map<Long, Entry<W, R>> bySequence = new HashMap<>();
  private double now;
  private long nextSequence;

  /** Work to be computed; its number names it in {@link #complete}. */
  public record Order<W>(long sequence, W work) {}

  /**
   * What has arrived.
   *
   * @param sequence the number given when it was sent
   */
  public record Delivery<R>(long sequence, double time, R result) {}

  /**
   * Something that is under way: work, whose result can be computed again, or what is known.
   *
   * @param due when it arrives, in virtual seconds
   */
  public record Pending<W, R>(long sequence, double due, @Nullable W work, @Nullable R result) {}

  /**
   * All that is under way at one moment.
   *
   * @param now the virtual second
   * @param nextSequence the number that is given next
   * @param pending in the order in which they arrive
   */
  public record State<W, R>(double now, long nextSequence, List<Pending<W, R>> pending) {
    public State {
      pending = List.copyOf(pending);
    }
  }

  /** What is under way now; of work, only that it is. */
  public State<W, R> snapshot() {
    return new State<>(
        now,
        nextSequence,
        bySequence.values().stream()
            .sorted(Entry.order())
            .map(
                entry ->
                    new Pending<>(
                        entry.sequence,
                        entry.due,
                        entry.work,
                        entry.work == null ? entry.result : null))
            .toList());
  }

  /** Makes the queue, which must be new, what it was then; all its work is to be computed. */
  public void restore(State<W, R> state) {
    if (nextSequence > 0) {
      throw new IllegalStateException("only a new queue can be restored");
    }
    now = state.now();
    nextSequence = state.nextSequence();
    for (Pending<W, R> item : state.pending()) {
      Entry<W, R> entry = new Entry<>(item.sequence(), item.due(), item.work(), item.result());
      pending.add(entry);
      bySequence.put(entry.sequence, entry);
      if (entry.work != null) {
        unstarted.add(entry);
      }
    }
  }

  /** The virtual time in seconds: that of the last delivery. */
  public double now() {
    return now;
  }

  /**
   * Sends work whose result arrives in {@code seconds} from now.
   *
   * @return its number
   */
  public long send(double seconds, W work) {
    Entry<W, R> entry = enter(seconds, work, null);
    unstarted.add(entry);
    return entry.sequence;
  }

  /**
   * Enters something that is known already and arrives in {@code seconds} from now.
   *
   * @return its number
   */
  public long schedule(double seconds, R result) {
    return enter(seconds, null, result).sequence;
  }

  /**
   * Takes the work to be computed next, that which arrives first: what will arrive after {@code
   * horizon} is not worth computing yet.
   *
   * @param horizon in virtual seconds, infinite for none
   */
  public Optional<Order<W>> takeWork(double horizon) {
    Entry<W, R> first = peek(unstarted);
    if (first == null || first.work == null || first.due > horizon) {
      return Optional.empty();
    }
    unstarted.remove();
    first.started = true;
    return Optional.of(new Order<>(first.sequence, first.work));
  }

  /**
   * Hands in a result, at any moment before it is due. The result of what has been cancelled is of
   * no interest to anyone.
   */
  public void complete(long sequence, R result) {
    if (sequence < 0 || sequence >= nextSequence) {
      throw new IllegalStateException("nothing was sent under the number " + sequence);
    }
    Entry<W, R> entry = bySequence.get(sequence);
    if (entry == null) {
      return;
    }
    if (entry.result != null) {
      throw new IllegalStateException("there is a result of " + sequence + " already");
    }
    entry.result = result;
  }

  /** Lets something never arrive. */
  public void cancel(long sequence) {
    Entry<W, R> entry = bySequence.remove(sequence);
    if (entry != null) {
      entry.gone = true;
    }
  }

  /** Lets a result that has not arrived arrive at {@code time} at the earliest. */
  public void holdUntil(long sequence, double time) {
    Entry<W, R> entry = bySequence.get(sequence);
    if (entry == null || entry.work == null || entry.due >= time) {
      return;
    }
    entry.gone = true;
    Entry<W, R> later = new Entry<>(sequence, time, entry.work, entry.result);
    later.started = entry.started;
    pending.add(later);
    bySequence.put(sequence, later);
    if (!later.started) {
      unstarted.add(later);
    }
  }

  /** The earliest arrival, if its result is there; time moves on to it. */
  public Optional<Delivery<R>> poll() {
    Entry<W, R> first = peek(pending);
    if (first == null || first.result == null) {
      return Optional.empty();
    }
    pending.remove();
    bySequence.remove(first.sequence);
    now = first.due;
    return Optional.of(new Delivery<>(first.sequence, now, first.result));
  }

  /** What has gone is taken out when it comes up: searching for it would take longer. */
  private static <W, R> @Nullable Entry<W, R> peek(PriorityQueue<Entry<W, R>> queue) {
    while (!queue.isEmpty() && queue.peek().gone) {
      queue.remove();
    }
    return queue.peek();
  }

  /** Whether nothing is under way. */
  public boolean isEmpty() {
    return bySequence.isEmpty();
  }

  private Entry<W, R> enter(double seconds, @Nullable W work, @Nullable R result) {
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("a delivery takes a finite time, not " + seconds + " s");
    }
    Entry<W, R> entry = new Entry<>(nextSequence++, now + seconds, work, result);
    pending.add(entry);
    bySequence.put(entry.sequence, entry);
    return entry;
  }

  private static final class Entry<W, R> {
    private final long sequence;
    private final double due;
    private final @Nullable W work;
    private @Nullable R result;
    private boolean started;
    private boolean gone;

    Entry(long sequence, double due, @Nullable W work, @Nullable R result) {
      this.sequence = sequence;
      this.due = due;
      this.work = work;
      this.result = result;
    }

    static <W, R> Comparator<Entry<W, R>> order() {
      return Comparator.comparingDouble((Entry<W, R> entry) -> entry.due)
          .thenComparingLong(entry -> entry.sequence);
    }
  }
}
