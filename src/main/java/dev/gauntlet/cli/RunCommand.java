package dev.gauntlet.cli;

import dev.gauntlet.experiment.Experiment;
import dev.gauntlet.experiment.request.CheckpointPlan;
import dev.gauntlet.experiment.request.ClusterOptions;
import dev.gauntlet.experiment.request.ForkPoint;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.scenario.Scenario;
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

  @Mixin ScenarioFiles scenarios = new ScenarioFiles();
  @Mixin DataFolder data = new DataFolder();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin CheckpointOptions checkpoints = new CheckpointOptions();
  @Mixin ClusterChoice cluster = new ClusterChoice();
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run's folder (default: runs/<name>-<seed>); with several scenarios, the folder"
              + " around theirs.")
  @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace a run that is in the folder already.")
  boolean overwrite;

  @Option(
      names = "--from",
      paramLabel = "RUN[@phase:N|@round:N]",
      description = {
        "Go on from a checkpoint of another run: after its phase N, counted from 0, after its round"
            + " N, or at its end or newest checkpoint.",
        "Data, network, clients and seed must be the same; the scenario's phases are the whole"
            + " list, and those that are over at that point are not run."
      })
  @Nullable String from;

  @Override
  public Integer call() throws InterruptedException {
    List<String> problems = new ArrayList<>();
    threads.check(problems);
    CheckpointPlan plan = checkpoints.plan(problems);
    Optional<ClusterOptions> inCluster = cluster.read(scenarios.files.size(), problems);
    List<Scenario> read = scenarios.read(problems);
    List<Experiment> experiments =
        problems.isEmpty() ? prepare(read, options(plan, inCluster), problems) : List.of();
    if (!problems.isEmpty()) {
      return Problems.refuse(problems, spec.commandLine().getErr());
    }
    for (Experiment experiment : experiments) {
      int exitCode = new InterruptibleRun(experiment, spec.commandLine()).exitCode();
      if (exitCode != 0) {
        return exitCode;
      }
    }
    return 0;
  }

  private List<Experiment> prepare(List<Scenario> read, RunOptions common, List<String> problems) {
    List<Experiment> experiments = new ArrayList<>();
    Set<Path> folders = new HashSet<>();
    for (Scenario scenario : read) {
      try {
        RunOptions options =
            out != null && read.size() > 1
                ? common.in(out.resolve(Experiment.folderName(scenario)))
                : common;
        Experiment experiment =
            from == null
                ? Experiment.prepare(scenario, options)
                : Experiment.fork(scenario, options, ForkPoint.parse(from));
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
      } catch (InvalidConfigException e) {
        e.problems().forEach(problem -> problems.add(problem.toString()));
      }
    }
    return experiments;
  }

  private RunOptions options(CheckpointPlan plan, Optional<ClusterOptions> inCluster) {
    return new RunOptions(
        Optional.ofNullable(out),
        threads.count,
        Optional.of(data.path()),
        overwrite,
        Progress.ofThisProcess(),
        plan,
        inCluster);
  }
}
