package dev.gauntlet.actor.cluster;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which worker has been given what. Every assignment that is handed out gets a ticket, and another
 * when it is handed out again: an answer counts only with the ticket that its worker has now.
 *
 * @param <W> workers
 * @param <A> assignments
 */
final class WorkQueue<W, A> {

  private final int portion;
  private final Map<W, Bench> benches = new LinkedHashMap<>();
  private final Deque<A> waiting = new ArrayDeque<>();
  private final TreeMap<Long, Handed<W, A>> handed = new TreeMap<>();
  private long tickets;

  /**
   * Nothing has been handed out.
   *
   * @param portion how much a worker is given for each of its threads
   */
  WorkQueue(int portion) {
    this.portion = portion;
  }

  /** An assignment for a worker. */
  record Handed<W, A>(long ticket, W worker, A assignment, boolean wanted) {}

  private static final class Bench {
    final int threads;
    int atWork;
    long tasks;

    Bench(int threads) {
      this.threads = threads;
    }
  }

  /** A worker that can be given work from now on. */
  void join(W worker, int threads) {
    benches.put(worker, new Bench(threads));
  }

  boolean has(W worker) {
    return benches.containsKey(worker);
  }

  int workers() {
    return benches.size();
  }

  int threads(W worker) {
    Bench bench = benches.get(worker);
    return bench == null ? 0 : bench.threads;
  }

  /** How many assignments the worker has. */
  int atWork(W worker) {
    Bench bench = benches.get(worker);
    return bench == null ? 0 : bench.atWork;
  }

  /** How many assignments the worker has done. */
  long tasks(W worker) {
    Bench bench = benches.get(worker);
    return bench == null ? 0 : bench.tasks;
  }

  /** Something to be done by anybody. */
  void add(A assignment) {
    waiting.add(assignment);
  }

  /** The next assignment to hand out, if there is one and a worker that can take it. */
  Optional<Handed<W, A>> next() {
    Optional<W> idlest = waiting.isEmpty() ? Optional.empty() : idlest();
    return idlest.map(
        worker -> {
          Handed<W, A> next = new Handed<>(tickets++, worker, waiting.remove(), true);
          handed.put(next.ticket(), next);
          requireNonNull(benches.get(worker)).atWork++;
          return next;
        });
  }

  /** Of the workers that can take more, the one with the least to do for each thread. */
  private Optional<W> idlest() {
    return benches.entrySet().stream()
        .filter(entry -> entry.getValue().atWork < entry.getValue().threads * portion)
        .min(
            Comparator.comparingDouble(
                    (Map.Entry<W, Bench> entry) ->
                        (double) entry.getValue().atWork / entry.getValue().threads)
                .thenComparingInt(entry -> -entry.getValue().threads))
        .map(Map.Entry::getKey);
  }

  /**
   * A worker has done what it was given under that ticket: the assignment, if it is still wanted.
   */
  Optional<A> done(W worker, long ticket) {
    Handed<W, A> work = handed.get(ticket);
    Bench bench = benches.get(worker);
    if (work == null || bench == null || !work.worker().equals(worker)) {
      return Optional.empty();
    }
    handed.remove(ticket);
    bench.atWork--;
    bench.tasks++;
    return Optional.of(work).filter(Handed::wanted).map(Handed::assignment);
  }

  /**
   * A worker is gone: what it had is handed out again, before all that has not been begun.
   *
   * @return how much that is
   */
  int lose(W worker) {
    benches.remove(worker);
    int again = 0;
    for (Handed<W, A> work : List.copyOf(handed.descendingMap().values())) {
      if (work.worker().equals(worker)) {
        handed.remove(work.ticket());
        if (work.wanted()) {
          waiting.addFirst(work.assignment());
          again++;
        }
      }
    }
    return again;
  }

  /** Nothing of what there is to do is wanted any more; workers finish what they are at. */
  void forget() {
    waiting.clear();
    handed.replaceAll((t, work) -> new Handed<>(t, work.worker(), work.assignment(), false));
  }
}
