package dev.gauntlet.cli;

import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.matrix.Matrix;
import dev.gauntlet.matrix.MatrixExperiment;
import dev.gauntlet.matrix.MatrixOptions;
import dev.gauntlet.matrix.MatrixReader;
import dev.gauntlet.matrix.MatrixReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs every attack of a scenario's matrix against every defence, with every seed. */
@Command(
    name = "matrix",
    description = {
      "Run the grid of attacks, defences and seeds in a scenario's block matrix.",
      "Started again, it goes on with the runs that are not finished;",
      "the tables have all that are."
    },
    mixinStandardHelpOptions = true)
final class MatrixCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SCENARIO", description = "A scenario file with a block matrix.")
  Path file = Path.of("");

  @Mixin KeyOverrides overrides = new KeyOverrides();
  @Mixin DataFolder data = new DataFolder();
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder around the runs' folders (default: runs/<name>-matrix).")
  @Nullable Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads for all runs together (default: as many as cores).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Runs at a time (default: as many as threads, so that each has one).")
  @Nullable Integer jobs;

  @Option(
      names = "--attacks",
      paramLabel = "NAME",
      split = ",",
      description = "Only these attacks of the grid, with commas between them.")
  List<String> attacks = List.of();

  @Option(
      names = "--defences",
      paramLabel = "NAME",
      split = ",",
      description = "Only these defences of the grid, with commas between them.")
  List<String> defences = List.of();

  @Option(names = "--overwrite", description = "Replace runs that are in the folder already.")
  boolean overwrite;

  @Override
  public Integer call() throws InterruptedException {
    List<String> problems = new ArrayList<>();
    Problems.requireOne("--threads", threads, problems);
    Problems.requireOne("--jobs", jobs, problems);
    Optional<MatrixExperiment> experiment =
        problems.isEmpty() ? prepare(problems) : Optional.empty();
    return experiment.isEmpty()
        ? Problems.refuse(problems, spec.commandLine().getErr())
        : run(experiment.get());
  }

  private Optional<MatrixExperiment> prepare(List<String> problems) {
    try {
      Matrix grid = MatrixReader.read(file, overrides.texts);
      List<String> chosenAttacks = chosen("--attacks", attacks, grid.attacks(), problems);
      List<String> chosenDefences = chosen("--defences", defences, grid.defences(), problems);
      if (!problems.isEmpty()) {
        return Optional.empty();
      }
      Predicate<Matrix.Cell> chosen =
          cell -> chosenAttacks.contains(cell.attack()) && chosenDefences.contains(cell.defence());
      int runs = (int) grid.cells().stream().filter(chosen).count();
      if (runs == 0) {
        problems.add("the grid leaves out all that is asked for: matrix.skip lists these pairs");
        return Optional.empty();
      }
      return Optional.of(MatrixExperiment.prepare(grid, chosen, options(runs)));
    } catch (RequestException e) {
      problems.addAll(e.problems());
    } catch (InvalidConfigException e) {
      e.problems().forEach(problem -> problems.add(problem.toString()));
    }
    return Optional.empty();
  }

  private static List<String> chosen(
      String option, List<String> named, List<String> known, List<String> problems) {
    for (String name : named) {
      if (!known.contains(name)) {
        problems.add(
            option
                + " "
                + name
                + ": the grid has none of that name; it has "
                + String.join(", ", known));
      }
    }
    return named.isEmpty() ? known : named;
  }

  private MatrixOptions options(int runs) {
    return new MatrixOptions(
        Optional.ofNullable(out),
        Math.min(runs, jobs == null ? threads : jobs),
        threads,
        Optional.of(data.path()),
        overwrite);
  }

  private int run(MatrixExperiment experiment) throws InterruptedException {
    MatrixProgress progress = new MatrixProgress();
    MatrixReport report = experiment.run(progress);
    List<String> failures = progress.failures();
    PrintWriter results = spec.commandLine().getOut();
    results.print(report.table());
    results.println("written to " + experiment.folder());
    results.flush();
    PrintWriter err = spec.commandLine().getErr();
    failures.forEach(failure -> err.println("a run failed: " + failure));
    err.flush();
    return failures.isEmpty() ? 0 : Main.FAILED;
  }
}
