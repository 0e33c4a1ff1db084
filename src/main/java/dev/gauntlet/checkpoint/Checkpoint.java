package dev.gauntlet.checkpoint;

import dev.gauntlet.actor.ServerState;
import dev.gauntlet.data.DataFile;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.metrics.Detection;
import dev.gauntlet.report.Summary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run at the end of a round or a phase.
 *
 * @param origin what the run was begun with
 * @param journal how far its files were
 * @param history what the manifest has to tell of the run until then
 * @param rehearsed channels that attackers have been told the defence prunes, if they have been
 * @param state of the server
 */
public record Checkpoint(
    Origin origin,
    JournalPosition journal,
    History history,
    @Nullable PrunedChannels rehearsed,
    ServerState state) {

  /**
   * What a run was begun with: another run of the same goes on with the same bytes.
   *
   * @param version of this program
   * @param commit it was built from
   * @param engine that trains, the processor and the Java: others round differently
   * @param scenarioSha256 of the run's scenario.conf
   * @param files that were read: data, and what the scenario names
   * @param requiredLabels by client: the labels of which the division of the images had to give it
   *     at least one; a forked run keeps the division of the run that it comes from
   */
  public record Origin(
      String version,
      String commit,
      String engine,
      String scenarioSha256,
      List<DataFile> files,
      Map<Integer, Set<Integer>> requiredLabels) {
    public Origin {
      files = List.copyOf(files);
      requiredLabels = Map.copyOf(requiredLabels);
    }
  }

  /**
   * How far the files of a run are, and what the summary says until there.
   *
   * @param events of events.jsonl
   * @param metrics of metrics.csv
   * @param detection of attackers in the phase under way, if updates are judged
   * @param asked clients whose updates have not come yet, and whether they attack
   */
  public record JournalPosition(
      FilePosition events,
      FilePosition metrics,
      Summary summary,
      @Nullable Detection detection,
      Map<Integer, Boolean> asked) {
    public JournalPosition {
      asked = Map.copyOf(asked);
    }
  }

  /**
   * The beginning of a file.
   *
   * @param bytes how long it is
   * @param sha256 of these bytes
   */
  public record FilePosition(long bytes, String sha256) {}

  /**
   * What a run has cost so far, and how it came here.
   *
   * @param trainedSamples examples that clients trained on
   * @param trainingSeconds of wall time in training rounds
   * @param wallSeconds in all
   * @param resumed how often it was resumed
   * @param forkedFrom the run and the point that it comes from, if it is a fork
   */
  public record History(
      long trainedSamples,
      double trainingSeconds,
      double wallSeconds,
      int resumed,
      @Nullable String forkedFrom) {

    /** Of a run that begins. */
    public static final History NONE = new History(0, 0, 0, 0, null);

    /** The same, resumed once more. */
    public History resumedOnceMore() {
      return new History(trainedSamples, trainingSeconds, wallSeconds, resumed + 1, forkedFrom);
    }
  }

  /** The same for a run that goes on from it. */
  public Checkpoint resumedOnceMore() {
    return new Checkpoint(origin, journal, history.resumedOnceMore(), rehearsed, state);
  }

  /** The place of this checkpoint in its run. */
  public CheckpointId place() {
    return state.closing() == null
        ? CheckpointId.afterPhase(state.phaseIndex() - 1, state.roundsDone())
        : CheckpointId.afterRound(state.roundsDone(), state.phaseIndex());
  }
}
