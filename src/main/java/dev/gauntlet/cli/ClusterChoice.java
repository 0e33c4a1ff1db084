package dev.gauntlet.cli;

import dev.gauntlet.actor.cluster.NodeSettings;
import dev.gauntlet.experiment.request.ClusterOptions;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.scenario.ClusterReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say who does the clients' work, if not this JVM. */
final class ClusterChoice {

  private static final int MOST_WORKERS = 64;

  @Mixin ClusterFile cluster = new ClusterFile();

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

  /**
   * Empty if clients train in this JVM.
   *
   * @param runs how many runs there are to be
   */
  Optional<ClusterOptions> read(int runs, List<String> problems) {
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
    Problems.requireOne("--min-workers", least, problems);
    if (cluster.file().isEmpty() && least > own) {
      problems.add(
          "--min-workers " + least + ": without --cluster there are only --workers " + own);
    }
    if (runs > 1 && workers == null) {
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
    } catch (InvalidConfigException e) {
      e.problems().forEach(problem -> problems.add(problem.toString()));
      return Optional.empty();
    }
  }
}
