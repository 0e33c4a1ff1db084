package dev.gauntlet.matrix;

import dev.gauntlet.experiment.Experiment;
import dev.gauntlet.experiment.RunFailedException;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.report.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * A grid of runs, several at a time, each in a folder {@code attack/defence/seed} of its own. Runs
 * that are finished already are not run again, and those that were begun go on, so that a grid can
 * be stopped and gone on with, or run in parts.
 */
public final class MatrixExperiment {

  private final Path folder;
  private final MatrixOptions options;
  private final List<MatrixRuns.Run> runs;

  private MatrixExperiment(Path folder, MatrixOptions options, List<MatrixRuns.Run> runs) {
    this.folder = folder;
    this.options = options;
    this.runs = runs;
  }

  /**
   * Checks what can be checked of every run and reads the images; leaves no trace on the disk.
   *
   * @param chosen whether a run of the grid is to be run; of the others those count that are
   *     finished already
   * @throws RequestException if a folder cannot be used, or data are missing or damaged
   * @throws InvalidConfigException if a run asks for more than the images give
   */
  public static MatrixExperiment prepare(
      Matrix matrix, Predicate<Matrix.Cell> chosen, MatrixOptions options)
      throws RequestException, InvalidConfigException {
    Path folder = options.output().orElseGet(() -> Path.of("runs", matrix.name() + "-matrix"));
    return new MatrixExperiment(
        folder, options, new MatrixRuns(folder, options).prepare(matrix, chosen));
  }

  /** Where the tables and the runs' folders go. */
  public Path folder() {
    return folder;
  }

  /**
   * Runs what is not finished yet and writes the tables.
   *
   * @param listener is told of each run that ends; when one fails, the others go on
   * @throws InterruptedException if the calling thread is interrupted; runs under way are given up
   */
  public MatrixReport run(MatrixListener listener) throws InterruptedException {
    int ahead = (int) runs.stream().filter(run -> run.finished().isEmpty()).count();
    listener.onStart(runs.size(), runs.size() - ahead);
    List<MatrixOutcome> outcomes = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(options.jobs());
    try {
      List<Future<Optional<Summary>>> results = new ArrayList<>();
      for (MatrixRuns.Run run : runs) {
        results.add(pool.submit(() -> summary(run, listener)));
      }
      for (int i = 0; i < runs.size(); i++) {
        Matrix.Cell cell = runs.get(i).cell();
        Summary summary = results.get(i).get().orElse(null);
        outcomes.add(
            new MatrixOutcome(
                cell.attack(),
                cell.defence(),
                cell.scenario().seed(),
                List.copyOf(cell.scenario().branches().keySet()),
                summary));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run broke off", e);
    } finally {
      pool.shutdownNow();
    }
    MatrixReport report = new MatrixReport(outcomes);
    MatrixFiles.write(folder, report);
    return report;
  }

  private static Optional<Summary> summary(MatrixRuns.Run run, MatrixListener listener)
      throws InterruptedException {
    if (run.experiment().isEmpty()) {
      return run.finished();
    }
    Experiment experiment = run.experiment().get();
    try {
      Summary summary = experiment.run();
      listener.onFinished(run.cell(), summary);
      return Optional.of(summary);
    } catch (RunFailedException | RequestException e) {
      listener.onFailed(run.cell(), experiment.folder(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
