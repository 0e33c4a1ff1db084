package dev.gauntlet.experiment;

import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.checkpoint.CheckpointFolder;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.images.ImageCache;
import dev.gauntlet.experiment.provenance.Provenance;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.experiment.runfolder.Resumption;
import dev.gauntlet.experiment.runfolder.RunFolder;
import dev.gauntlet.experiment.runfolder.RunLock;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.learning.engine.NetworkEngines;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes ready a run that goes on where it was when it ended before its time. */
final class Resuming {

  private Resuming() {}

  /** Takes the folder's lock and checks that the run is what it was. */
  static Experiment prepare(Path folder, RunOptions options, ImageCache images)
      throws RequestException, InvalidConfigException {
    Path written = folder.resolve(RunFolder.SCENARIO);
    if (!Files.isRegularFile(written)) {
      throw new RequestException(folder + " holds no run: there is no " + written);
    }
    try {
      RunLock lock =
          RunLock.acquire(folder).orElseThrow(() -> new RequestException(RunLock.refusal(folder)));
      try {
        return prepare(folder, written, options, images, lock);
      } catch (RequestException | InvalidConfigException | IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new RequestException(folder + " cannot be used: " + e);
    }
  }

  private static Experiment prepare(
      Path folder, Path written, RunOptions options, ImageCache images, RunLock lock)
      throws RequestException, InvalidConfigException, IOException {
    List<String> warnings = new ArrayList<>();
    Optional<Checkpoint> from =
        new CheckpointFolder(folder.resolve(RunFolder.CHECKPOINTS)).latest(warnings);
    if (from.isPresent()) {
      require(Resumption.problemsOfScenario(from.get(), written));
    }
    Scenario scenario = ScenarioReader.read(written, List.of());
    Start start = Start.again(from, lock, warnings);
    FederationData data =
        FederationData.of(scenario, options.dataFolder(), images, start.requiredLabels(scenario));
    if (from.isPresent()) {
      Checkpoint.Origin then = from.get().origin();
      Checkpoint.Origin now =
          Provenance.of(scenario, data, NetworkEngines.preferred())
              .origin(start.requiredLabels(scenario));
      require(Resumption.problems(from.get(), now, folder));
      if (!now.engine().equals(then.engine())) {
        warnings.add(
            "the run was begun on %s; on %s numbers may differ in their last digits"
                .formatted(then.engine(), now.engine()));
      }
    }
    warnings.add(
        folder
            + from.map(checkpoint -> " goes on after " + checkpoint.place())
                .orElse(" has no checkpoint: the run starts again"));
    return new Experiment(
        PreparedRun.of(scenario, options, data, Start.again(from, lock, warnings)));
  }

  private static void require(List<String> problems) throws RequestException {
    if (!problems.isEmpty()) {
      throw new RequestException(problems);
    }
  }
}
