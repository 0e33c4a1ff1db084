package dev.gauntlet.experiment;

import dev.gauntlet.actor.InFlightState;
import dev.gauntlet.actor.ServerState;
import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.checkpoint.CheckpointException;
import dev.gauntlet.checkpoint.CheckpointFolder;
import dev.gauntlet.checkpoint.CheckpointId;
import dev.gauntlet.data.AtomicFile;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.request.ForkPoint;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.runfolder.FileBeginning;
import dev.gauntlet.experiment.runfolder.Resumption;
import dev.gauntlet.experiment.runfolder.RunFolder;
import dev.gauntlet.experiment.runfolder.RunRecorder;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A point of a run from which another goes on under its own scenario.
 *
 * @param point as the user named it
 * @param from the checkpoint there
 * @param scenario of the run that it comes from
 */
record Fork(ForkPoint point, Checkpoint from, Scenario scenario) {

  /**
   * Reads the checkpoint.
   *
   * @param warnings gets a line for each checkpoint that is passed over
   * @throws RequestException if there is none, or it cannot be read
   */
  static Fork at(ForkPoint point, List<String> warnings) throws RequestException {
    Path written = point.run().resolve(RunFolder.SCENARIO);
    if (!Files.isRegularFile(written)) {
      throw new RequestException(
          "--from " + point + ": " + point.run() + " holds no run: there is no " + written);
    }
    try {
      Checkpoint from = checkpoint(point, warnings);
      List<String> problems = Resumption.problemsOfScenario(from, written);
      if (!problems.isEmpty()) {
        throw new RequestException("--from " + point + ": " + written + " has been changed");
      }
      return new Fork(point, from, ScenarioReader.read(written, List.of()));
    } catch (CheckpointException | InvalidConfigException | IOException e) {
      throw new RequestException("--from " + point + ": " + e.getMessage());
    }
  }

  private static Checkpoint checkpoint(ForkPoint point, List<String> warnings)
      throws RequestException, CheckpointException, IOException {
    CheckpointFolder folder = new CheckpointFolder(point.run().resolve(RunFolder.CHECKPOINTS));
    List<CheckpointId> places = folder.places();
    if (point.kind().isEmpty()) {
      return folder
          .latest(warnings)
          .orElseThrow(
              () ->
                  new RequestException(
                      "--from " + point + ": there is no checkpoint that can be read"));
    }
    CheckpointId place =
        places.stream()
            .filter(point::is)
            .findFirst()
            .orElseThrow(
                () ->
                    new RequestException(
                        "--from "
                            + point
                            + ": there is no such checkpoint; there are those of "
                            + (places.isEmpty()
                                ? "nothing"
                                : places.stream()
                                    .sorted()
                                    .map(CheckpointId::toString)
                                    .collect(Collectors.joining(", ")))));
    try {
      return folder.read(place);
    } catch (CheckpointException e) {
      throw new CheckpointException(folder.file(place) + ": " + e.getMessage());
    }
  }

  /** The state at that point, for a run with that scenario. */
  ServerState stateFor(Scenario other) {
    return ForkedState.of(from.state(), other.timeline());
  }

  /**
   * Lets the new run's folder begin with a copy of the forked one's up to that point.
   *
   * @param folder which is empty but for its lock
   * @param origin of the new run
   * @param events that end the copied part
   * @param rehearsed what attackers have been told that the defence prunes, if they have been
   * @return the new run's first checkpoint
   */
  Checkpoint plant(
      RunFolder folder,
      Scenario other,
      Checkpoint.Origin origin,
      List<RunEvent> events,
      @Nullable PrunedChannels rehearsed,
      int roundsKept)
      throws IOException {
    copy(folder, RunFolder.EVENTS, from.journal().events());
    copy(folder, RunFolder.METRICS, from.journal().metrics());
    ServerState state = stateFor(other);
    Checkpoint.JournalPosition journal;
    try (RunRecorder recorder = new RunRecorder(folder, from.journal())) {
      events.forEach(event -> recorder.record(state.inFlight().now(), event));
      journal = recorder.position(asked(other));
    }
    Checkpoint.History history = new Checkpoint.History(0, 0, 0, 0, point.toString());
    Checkpoint first = new Checkpoint(origin, journal, history, rehearsed, state);
    folder.checkpoints().write(first, roundsKept);
    return first;
  }

  /** Who is at work and attacks: whoever does under the new script, by which the work is done. */
  private Map<Integer, Boolean> asked(Scenario other) {
    Map<Integer, Boolean> asked = new HashMap<>(from.journal().asked());
    for (InFlightState.Item item : from.state().inFlight().items()) {
      if (item instanceof InFlightState.Answer answer
          && answer.task() instanceof ClientTask.Training task) {
        asked.replace(
            answer.client().index(),
            other.attackScript().isAttacking(answer.client(), answer.fired(), task.round()));
      }
    }
    return asked;
  }

  private void copy(RunFolder folder, String name, Checkpoint.FilePosition until)
      throws IOException {
    AtomicFile.write(
        folder.path().resolve(name),
        target ->
            FileBeginning.read(
                point.run().resolve(name),
                until.bytes(),
                (part, count) -> target.write(part, 0, count)));
  }

  /** Everything that stands against it; see {@link ForkCheck}. */
  Stream<String> problems(Scenario other, FederationData data) throws IOException {
    return new ForkCheck(this, other).problems(data).stream();
  }
}
