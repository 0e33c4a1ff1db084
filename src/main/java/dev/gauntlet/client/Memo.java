package dev.gauntlet.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Remembers the last results of a pure function, so that threads which need the same do not all
 * compute it. Forgetting changes nothing but the time it takes.
 *
 * @param <K> what the result is a function of
 */
final class Memo<K, V> {

  private final Map<K, FutureTask<V>> tasks;

  /**
   * A memory of nothing yet.
   *
   * @param most results that are kept
   */
  Memo(int most) {
    tasks =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, FutureTask<V>> eldest) {
            return size() > most;
          }
        };
  }

  /** The result for {@code key}: computed by the first who asks, while others wait for it. */
  V get(K key, Supplier<V> function) {
    FutureTask<V> task;
    synchronized (tasks) {
      task = tasks.computeIfAbsent(key, any -> new FutureTask<>(function::get));
    }
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while another thread computes", e);
    }
  }
}
