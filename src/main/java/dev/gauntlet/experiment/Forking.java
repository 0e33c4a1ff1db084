package dev.gauntlet.experiment;

import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.images.ImageCache;
import dev.gauntlet.experiment.request.ForkPoint;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes ready a run that goes on from a point of another. */
final class Forking {

  private Forking() {}

  /**
   * Checks that the scenario can go on from there.
   *
   * @param options with a folder that a run can go to
   */
  static Experiment prepare(Scenario scenario, RunOptions options, ForkPoint point)
      throws RequestException, InvalidConfigException {
    if (isSame(Experiment.folder(scenario, options), point.run())) {
      throw new RequestException(
          "--from " + point + ": the new run needs another folder; name one with --out");
    }
    List<String> warnings = new ArrayList<>();
    Fork fork = Fork.at(point, warnings);
    Start start = Start.fork(fork, warnings);
    FederationData data =
        FederationData.of(
            scenario, options.dataFolder(), new ImageCache(), start.requiredLabels(scenario));
    try {
      List<String> problems = fork.problems(scenario, data).toList();
      if (!problems.isEmpty()) {
        throw new RequestException(problems);
      }
    } catch (IOException e) {
      throw new RequestException("--from " + point + ": " + e);
    }
    return new Experiment(PreparedRun.of(scenario, options, data, start));
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }
}
