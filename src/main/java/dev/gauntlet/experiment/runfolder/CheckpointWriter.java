package dev.gauntlet.experiment.runfolder;

import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.checkpoint.CheckpointFolder;
import dev.gauntlet.experiment.request.CheckpointPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Writes checkpoints while the run goes on, on a thread of its own. The first failure to write is
 * the run's, at its next checkpoint or end.
 */
public final class CheckpointWriter implements AutoCloseable {

  /**
   * Between two rounds' checkpoints, unless the user says after which rounds: one takes a tenth of
   * a second of a processor at most.
   */
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final CheckpointFolder folder;
  private final CheckpointPlan plan;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "checkpoints");
            thread.setDaemon(true);
            return thread;
          });
  private Future<?> last = CompletableFuture.completedFuture(null);
  private long taken = System.nanoTime();

  public CheckpointWriter(CheckpointFolder folder, CheckpointPlan plan) {
    this.folder = folder;
    this.plan = plan;
  }

  /**
   * Writes the checkpoint if it is time for one.
   *
   * @param phaseEnded whether it is that of an ended phase, which is always written
   * @param round rounds completed in the run
   * @param checkpoint asked for now or not at all
   * @param journal makes durable what the checkpoint builds on
   */
  public void reached(
      boolean phaseEnded, int round, Supplier<Checkpoint> checkpoint, Runnable journal) {
    if (!phaseEnded && !isDue(round)) {
      return;
    }
    awaitLast();
    taken = System.nanoTime();
    Checkpoint now = checkpoint.get();
    last =
        thread.submit(
            () -> {
              journal.run();
              folder.write(now, plan.roundsKept());
              return null;
            });
  }

  private boolean isDue(int round) {
    return plan.everyRounds().isPresent()
        ? round % plan.everyRounds().getAsInt() == 0
        : last.isDone() && System.nanoTime() - taken >= INTERVAL.toNanos();
  }

  /** Waits, but not for ever, until what has been taken is on the disk. */
  public void finish(long millis) throws InterruptedException {
    try {
      last.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The checkpoint before it is there.
    }
  }

  private void awaitLast() {
    try {
      last.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw new UncheckedIOException(io);
      }
      throw new IllegalStateException("a checkpoint could not be written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a checkpoint was written", e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    awaitLast();
  }
}
