package dev.gauntlet.experiment;

import dev.gauntlet.experiment.RunOptions.ProgressDisplay;
import dev.gauntlet.report.MatrixOutcome;
import dev.gauntlet.report.MatrixReport;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Matrix;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A grid of runs, several at a time, each in a folder {@code attack/defence/seed} of its own. Runs
 * that are finished already are not run again, and those that were begun go on, so that a grid can
 * be stopped and gone on with, or run in parts.
 */
public final class MatrixExperiment {

  private static final Logger LOG = LoggerFactory.getLogger(MatrixExperiment.class);

  private final Path folder;
  private final MatrixOptions options;
  private final List<Run> runs;

  private MatrixExperiment(Path folder, MatrixOptions options, List<Run> runs) {
    this.folder = folder;
    this.options = options;
    this.runs = runs;
  }

  /** A cell of the grid; without an experiment it was run before. */
  private record Run(
      Matrix.Cell cell, Optional<Summary> finished, Optional<Experiment> experiment) {}

  /**
   * Checks what can be checked of every run and reads the images; leaves no trace on the disk.
   *
   * @param chosen whether a run of the grid is to be run; of the others those count that are
   *     finished already
   * @throws RequestException if a folder cannot be used, or data are missing or damaged
   * @throws ScenarioException if a run asks for more than the images give
   */
  public static MatrixExperiment prepare(
      Matrix matrix, Predicate<Matrix.Cell> chosen, MatrixOptions options)
      throws RequestException, ScenarioException {
    Path folder = options.output().orElseGet(() -> Path.of("runs", matrix.name() + "-matrix"));
    ImageCache images = new ImageCache();
    Set<String> problems = new LinkedHashSet<>();
    List<Run> runs = new ArrayList<>();
    for (Matrix.Cell cell : matrix.cells()) {
      Path path = path(folder, cell);
      try {
        if (chosen.test(cell)) {
          runs.add(run(cell, path, options, images));
        } else if (isAsToday(cell, path, options, images)) {
          runs.add(past(cell, path));
        }
      } catch (RequestException e) {
        problems.addAll(e.problems());
      } catch (ScenarioException e) {
        giveUp(runs);
        throw e;
      }
    }
    if (!problems.isEmpty()) {
      giveUp(runs);
      throw new RequestException(List.copyOf(problems));
    }
    warn(runs);
    return new MatrixExperiment(folder, options, runs);
  }

  private static Path path(Path folder, Matrix.Cell cell) {
    return folder
        .resolve(cell.attack())
        .resolve(cell.defence())
        .resolve(Long.toString(cell.scenario().seed()));
  }

  private static void warn(List<Run> runs) {
    Set<String> warnings = new LinkedHashSet<>();
    for (Run run : runs) {
      run.experiment().map(Experiment::warnings).orElse(List.of()).stream()
          .map(warning -> run.cell().attack() + ": " + warning)
          .forEach(warnings::add);
    }
    warnings.forEach(LOG::warn);
  }

  private static Run past(Matrix.Cell cell, Path path) {
    return new Run(cell, Optional.of(FinishedRun.summary(path)), Optional.empty());
  }

  private static boolean isAsToday(
      Matrix.Cell cell, Path path, MatrixOptions options, ImageCache images)
      throws RequestException {
    return FinishedRun.is(path, cell.scenario()) && problems(cell, path, options, images).isEmpty();
  }

  private static List<String> problems(
      Matrix.Cell cell, Path path, MatrixOptions options, ImageCache images)
      throws RequestException {
    return FinishedRun.problems(
        path, FederationData.images(cell.scenario(), options.dataFolder(), images).files());
  }

  private static Run run(Matrix.Cell cell, Path path, MatrixOptions options, ImageCache images)
      throws RequestException, ScenarioException {
    if (!options.overwrite() && FinishedRun.isOfAnother(path, cell.scenario())) {
      throw refused(path + " holds a run of another scenario");
    }
    if (!options.overwrite() && FinishedRun.is(path, cell.scenario())) {
      List<String> problems = problems(cell, path, options, images);
      if (!problems.isEmpty()) {
        throw refused(String.join("; ", problems));
      }
      return past(cell, path);
    }
    RunOptions own =
        new RunOptions(
            Optional.of(path),
            options.threadsEach(),
            options.dataFolder(),
            true,
            ProgressDisplay.NONE);
    return new Run(
        cell, Optional.empty(), Optional.of(experiment(cell.scenario(), own, options, images)));
  }

  private static RequestException refused(String problem) {
    return new RequestException(problem + "; name another folder with --out, or --overwrite");
  }

  private static void giveUp(List<Run> runs) {
    runs.forEach(run -> run.experiment().ifPresent(Experiment::giveUp));
  }

  /** A run that was begun goes on, if it can. */
  private static Experiment experiment(
      Scenario scenario, RunOptions own, MatrixOptions options, ImageCache images)
      throws RequestException, ScenarioException {
    Path path = own.output().orElseThrow();
    if (!options.overwrite() && FinishedRun.isBegun(path)) {
      try {
        return Experiment.resume(path, own, images);
      } catch (RequestException e) {
        LOG.info("{} starts again: {}", path, e.getMessage());
      }
    }
    return Experiment.prepare(scenario, own, images);
  }

  /** Where the tables and the runs' folders go. */
  public Path folder() {
    return folder;
  }

  /**
   * Runs what is not finished yet and writes the tables.
   *
   * @param failures takes a line for each run that failed; the others go on
   * @throws InterruptedException if the calling thread is interrupted; runs under way are given up
   */
  public MatrixReport run(List<String> failures) throws InterruptedException {
    int ahead = (int) runs.stream().filter(run -> run.finished().isEmpty()).count();
    MatrixProgress progress = new MatrixProgress(runs.size(), runs.size() - ahead);
    List<MatrixOutcome> outcomes = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(options.jobs());
    try {
      List<Future<Optional<Summary>>> results = new ArrayList<>();
      for (Run run : runs) {
        results.add(pool.submit(() -> summary(run, progress, failures)));
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

  private static Optional<Summary> summary(Run run, MatrixProgress progress, List<String> failures)
      throws InterruptedException {
    if (run.experiment().isEmpty()) {
      return run.finished();
    }
    Experiment experiment = run.experiment().get();
    try {
      Summary summary = experiment.run();
      progress.onFinished(run.cell(), summary);
      return Optional.of(summary);
    } catch (RunFailedException | RequestException e) {
      synchronized (failures) {
        failures.add(experiment.folder() + ": " + e.getMessage());
      }
      progress.onFailed(run.cell(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
