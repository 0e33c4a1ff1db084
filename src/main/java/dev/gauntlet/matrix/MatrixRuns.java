package dev.gauntlet.matrix;

import dev.gauntlet.experiment.Experiment;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.images.ImageCache;
import dev.gauntlet.experiment.request.ProgressDisplay;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.experiment.runfolder.FinishedRun;
import dev.gauntlet.experiment.runfolder.Resumption;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out of every run of a grid whether it begins, goes on, or is finished already. */
final class MatrixRuns {

  private static final Logger LOG = LoggerFactory.getLogger(MatrixRuns.class);

  private final Path folder;
  private final MatrixOptions options;
  private final ImageCache images = new ImageCache();

  MatrixRuns(Path folder, MatrixOptions options) {
    this.folder = folder;
    this.options = options;
  }

  /** A cell of the grid; without an experiment it was run before. */
  record Run(Matrix.Cell cell, Optional<Summary> finished, Optional<Experiment> experiment) {}

  /**
   * Those that are chosen, and of the others those that are finished.
   *
   * @throws RequestException with all that stands against it
   */
  List<Run> prepare(Matrix matrix, Predicate<Matrix.Cell> chosen)
      throws RequestException, InvalidConfigException {
    Set<String> problems = new LinkedHashSet<>();
    List<Run> runs = new ArrayList<>();
    for (Matrix.Cell cell : matrix.cells()) {
      Path path =
          folder
              .resolve(cell.attack())
              .resolve(cell.defence())
              .resolve(Long.toString(cell.scenario().seed()));
      try {
        if (chosen.test(cell)) {
          runs.add(run(cell, path));
        } else if (FinishedRun.is(path, cell.scenario()) && problems(cell, path).isEmpty()) {
          runs.add(past(cell, path));
        }
      } catch (RequestException e) {
        problems.addAll(e.problems());
      } catch (InvalidConfigException e) {
        giveUp(runs);
        throw e;
      }
    }
    if (!problems.isEmpty()) {
      giveUp(runs);
      throw new RequestException(List.copyOf(problems));
    }
    warn(runs);
    return runs;
  }

  private Run run(Matrix.Cell cell, Path path) throws RequestException, InvalidConfigException {
    Scenario scenario = cell.scenario();
    if (!options.overwrite() && FinishedRun.isOfAnother(path, scenario)) {
      throw refused(path + " holds a run of another scenario");
    }
    if (!options.overwrite() && Resumption.hasEnded(path)) {
      List<String> problems = problems(cell, path);
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
    return new Run(cell, Optional.empty(), Optional.of(experiment(scenario, own, path)));
  }

  /** A run that was begun goes on, if it can. */
  private Experiment experiment(Scenario scenario, RunOptions own, Path path)
      throws RequestException, InvalidConfigException {
    if (!options.overwrite() && FinishedRun.isBegun(path)) {
      try {
        return Experiment.resume(path, own, images);
      } catch (RequestException e) {
        LOG.info("{} starts again: {}", path, e.getMessage());
      }
    }
    return Experiment.prepare(scenario, own, images);
  }

  private static Run past(Matrix.Cell cell, Path path) {
    return new Run(cell, Optional.of(FinishedRun.summary(path)), Optional.empty());
  }

  private List<String> problems(Matrix.Cell cell, Path path) throws RequestException {
    return FinishedRun.problems(
        path, FederationData.images(cell.scenario(), options.dataFolder(), images).files());
  }

  private static RequestException refused(String problem) {
    return new RequestException(problem + "; name another folder with --out, or --overwrite");
  }

  private static void giveUp(List<Run> runs) {
    runs.forEach(run -> run.experiment().ifPresent(Experiment::giveUp));
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
}
