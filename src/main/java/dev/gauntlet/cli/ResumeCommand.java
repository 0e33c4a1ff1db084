package dev.gauntlet.cli;

import dev.gauntlet.experiment.Experiment;
import dev.gauntlet.experiment.request.CheckpointPlan;
import dev.gauntlet.experiment.request.ClusterOptions;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.hocon.InvalidConfigException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a run that ended before its time. */
@Command(
    name = "resume",
    description = {
      "Go on with a run that was stopped, killed or failed, from its newest checkpoint.",
      "Its files become the same as if nothing had happened."
    },
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  Path run = Path.of("");

  @Mixin DataFolder data = new DataFolder();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin CheckpointOptions checkpoints = new CheckpointOptions();
  @Mixin ClusterChoice cluster = new ClusterChoice();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    List<String> problems = new ArrayList<>();
    threads.check(problems);
    CheckpointPlan plan = checkpoints.plan(problems);
    Optional<ClusterOptions> inCluster = cluster.read(1, problems);
    if (!problems.isEmpty()) {
      return Problems.refuse(problems, err);
    }
    if (Experiment.hasEnded(run)) {
      err.println(run + " has come to its end already; there is nothing to do");
      err.flush();
      return 0;
    }
    try {
      Experiment experiment =
          Experiment.resume(
              run,
              new RunOptions(
                  Optional.of(run),
                  threads.count,
                  Optional.of(data.path()),
                  false,
                  Progress.ofThisProcess(),
                  plan,
                  inCluster));
      return new InterruptibleRun(experiment, spec.commandLine()).exitCode();
    } catch (RequestException e) {
      return Problems.refuse(e.problems(), err);
    } catch (InvalidConfigException e) {
      return Problems.refuse(e.problems().stream().map(Object::toString).toList(), err);
    }
  }
}
