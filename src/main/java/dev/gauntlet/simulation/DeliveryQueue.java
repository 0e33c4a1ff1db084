package dev.gauntlet.simulation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is under way in virtual time. A dispatch's arrival is known when it is sent; its result is
 * computed meanwhile, by whoever, and handed in with {@link #complete}. Deliveries come out in the
 * order (time, sequence number) and never overtake one another: {@link #poll} waits for the
 * earliest even if later ones are there.
 *
 * @param <R> a result
 */
public final class DeliveryQueue<R> {

  private final PriorityQueue<Entry<R>> pending =
      new PriorityQueue<>(
          Comparator.comparingDouble((Entry<R> entry) -> entry.due)
              .thenComparingLong(entry -> entry.sequence));
  private final Map<Long, Entry<R>> bySequence = new HashMap<>();
  private double now;
  private long nextSequence;

  /**
   * What has arrived.
   *
   * @param sequence the dispatch it answers
   */
  public record Delivery<R>(long sequence, double time, R result) {}

  /** The virtual time in seconds: that of the last delivery, or later. */
  public double now() {
    return now;
  }

  /**
   * Sends something that arrives in {@code seconds} from now.
   *
   * @return its sequence number
   */
  public long dispatch(double seconds) {
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("a delivery takes a finite time, not " + seconds + " s");
    }
    Entry<R> entry = new Entry<>(nextSequence++, now + seconds);
    pending.add(entry);
    bySequence.put(entry.sequence, entry);
    return entry.sequence;
  }

  /** Hands in the result of a dispatch, at any moment before it is delivered. */
  public void complete(long sequence, R result) {
    Entry<R> entry = bySequence.get(sequence);
    if (entry == null || entry.result != null) {
      throw new IllegalStateException("nobody waits for a result of dispatch " + sequence);
    }
    entry.result = result;
  }

  /** The earliest delivery, if its result is there; time moves on to it. */
  public Optional<Delivery<R>> poll() {
    Entry<R> first = pending.peek();
    if (first == null || first.result == null) {
      return Optional.empty();
    }
    pending.remove();
    bySequence.remove(first.sequence);
    now = first.due;
    return Optional.of(new Delivery<>(first.sequence, now, first.result));
  }

  /** The number that the next dispatch gets. */
  public long nextSequence() {
    return nextSequence;
  }

  /** How many dispatches have not been delivered. */
  public int underWay() {
    return pending.size();
  }

  private static final class Entry<R> {
    private final long sequence;
    private final double due;
    private @Nullable R result;

    Entry(long sequence, double due) {
      this.sequence = sequence;
      this.due = due;
    }
  }
}
