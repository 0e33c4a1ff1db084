package dev.gauntlet.cli;

import dev.gauntlet.actor.cluster.NodeSettings;
import dev.gauntlet.experiment.ClusterOptions;
import dev.gauntlet.experiment.Experiment;
import dev.gauntlet.experiment.RequestException;
import dev.gauntlet.experiment.RunFailedException;
import dev.gauntlet.experiment.RunOptions;
import dev.gauntlet.report.SummaryTable;
import dev.gauntlet.scenario.ClusterReader;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs scenarios one after the other, once all of them have been found right. */
@Command(
    name = "run",
    description = "Run scenarios and write a folder of results for each.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private static final int MOST_WORKERS = 64;

  @Mixin ScenarioFiles scenarios = new ScenarioFiles();
  @Mixin DataFolder data = new DataFolder();
  @Mixin ClusterFile cluster = new ClusterFile();
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run's folder (default: runs/<name>-<seed>); with several scenarios, the folder"
              + " around theirs.")
  @Nullable Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads on which clients train (default: as many as cores).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--overwrite", description = "Replace a run that is in the folder already.")
  boolean overwrite;

  @Option(
      names = "--min-workers",
      paramLabel = "N",
      description = "With --cluster: wait for so many workers before the run begins (default: 1).")
  @Nullable Integer minWorkers;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Start so many workers on this machine, and share the threads out among them.")
  @Nullable Integer workers;

  private Optional<ClusterOptions> inCluster = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    List<String> problems = new ArrayList<>();
    if (threads < 1) {
      problems.add("--threads " + threads + ": expected at least 1");
    }
    inCluster = clusterOptions(problems);
    List<Scenario> read = scenarios.read(problems);
    List<Experiment> experiments = problems.isEmpty() ? prepare(read, problems) : List.of();
    if (!problems.isEmpty()) {
      return Problems.refuse(problems, spec.commandLine().getErr());
    }
    for (Experiment experiment : experiments) {
      int exitCode = run(experiment);
      if (exitCode != 0) {
        return exitCode;
      }
    }
    return 0;
  }

  /** Empty if clients train in this JVM. */
  private Optional<ClusterOptions> clusterOptions(List<String> problems) {
    if (cluster.file().isEmpty() && workers == null) {
      if (minWorkers != null) {
        problems.add("--min-workers needs --cluster or --workers");
      }
      return Optional.empty();
    }
    int own = workers == null ? 0 : workers;
    int least = minWorkers == null ? Math.max(1, own) : minWorkers;
    if (workers != null && (own < 1 || own > MOST_WORKERS)) {
      problems.add("--workers " + own + ": expected a number from 1 to " + MOST_WORKERS);
    }
    if (least < 1) {
      problems.add("--min-workers " + least + ": expected at least 1");
    }
    if (cluster.file().isEmpty() && least > own) {
      problems.add(
          "--min-workers " + least + ": without --cluster there are only --workers " + own);
    }
    if (scenarios.files.size() > 1 && workers == null) {
      problems.add("--cluster: workers serve one run; name one scenario");
    }
    try {
      NodeSettings settings = ClusterReader.read(cluster.file());
      return problems.isEmpty()
          ? Optional.of(
              new ClusterOptions(
                  cluster.file().isEmpty() ? settings.at(settings.host(), 0) : settings,
                  cluster.file(),
                  least,
                  own))
          : Optional.empty();
    } catch (ScenarioException e) {
      e.problems().forEach(problem -> problems.add(problem.toString()));
      return Optional.empty();
    }
  }

  private List<Experiment> prepare(List<Scenario> read, List<String> problems) {
    List<Experiment> experiments = new ArrayList<>();
    Set<Path> folders = new HashSet<>();
    for (Scenario scenario : read) {
      try {
        Experiment experiment = Experiment.prepare(scenario, options(scenario, read.size() > 1));
        if (!folders.add(experiment.folder())) {
          problems.add(
              scenario.source().file()
                  + ": another scenario of this command writes to "
                  + experiment.folder()
                  + " too; give them different names");
        }
        experiments.add(experiment);
      } catch (RequestException e) {
        problems.addAll(e.problems());
      } catch (ScenarioException e) {
        e.problems().forEach(problem -> problems.add(problem.toString()));
      }
    }
    return experiments;
  }

  private RunOptions options(Scenario scenario, boolean several) {
    Optional<Path> folder = Optional.ofNullable(out);
    return new RunOptions(
        several ? folder.map(f -> f.resolve(Experiment.folderName(scenario))) : folder,
        threads,
        Optional.of(data.path()),
        overwrite,
        ProgressDisplays.ofThisProcess(),
        inCluster);
  }

  private int run(Experiment experiment) throws InterruptedException {
    PrintWriter results = spec.commandLine().getOut();
    try {
      results.print(SummaryTable.of(experiment.run()));
      results.println("written to " + experiment.folder());
      results.flush();
      return 0;
    } catch (RequestException e) {
      return Problems.refuse(e.problems(), spec.commandLine().getErr());
    } catch (RunFailedException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("the run failed: " + e.getMessage());
      if (Files.exists(experiment.folder())) {
        err.println("what it wrote until then is in " + experiment.folder());
      }
      err.flush();
      return Main.FAILED;
    }
  }
}
