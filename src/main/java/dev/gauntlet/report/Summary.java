package dev.gauntlet.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gauntlet.metrics.Detection;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.metrics.RunEvent.ModelMeasured;
import dev.gauntlet.metrics.RunEvent.PhaseFinished;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run in a few numbers: a fold over its events, complete when the run has ended.
 *
 * @param scenario its name
 * @param informedAdversaries whose attackers know more than their own data, if there are any
 * @param phases that have ended
 * @param modelSha256 of the final parameters, once there are
 */
public record Summary(
    String scenario,
    long seed,
    @Nullable List<Informed> informedAdversaries,
    List<PhaseSummary> phases,
    @JsonProperty("model_sha256") @Nullable String modelSha256) {

  /** What attackers know beyond their own data; see {@link RunEvent.AdversaryInformed}. */
  public record Informed(
      int adversary, List<String> knowledge, @Nullable List<Integer> prunedChannels) {}

  /**
   * One phase; rates are fractions of 1, and what does not apply is null.
   *
   * @param flaggedLabels that it took for targets of a backdoor
   * @param detection of attackers, by the aggregation rule and over the phase's rounds
   */
  public record PhaseSummary(
      int index,
      String phase,
      double accuracy,
      @Nullable Double attackSuccessRate,
      double validationAccuracy,
      @Nullable Integer prunedNeurons,
      @Nullable Integer zeroedWeights,
      @Nullable Double delta,
      @Nullable Integer rounds,
      @Nullable List<Integer> flaggedLabels,
      @Nullable Detection detection) {}

  public Summary {
    phases = List.copyOf(phases);
  }

  /** Takes a run's events in order. */
  public static final class Builder {
    private final List<PhaseSummary> phases = new ArrayList<>();
    private final List<Informed> informed = new ArrayList<>();
    private String scenario = "";
    private long seed;
    private @Nullable ModelMeasured measured;
    private @Nullable List<Integer> flaggedLabels;
    private @Nullable Detection detection;
    private @Nullable String modelSha256;

    /** Takes the next event. */
    public void add(RunEvent event) {
      if (event instanceof RunEvent.RunStarted started) {
        scenario = started.scenario();
        seed = started.seed();
      } else if (event instanceof RunEvent.AdversaryInformed told) {
        informed.add(new Informed(told.adversary(), told.knowledge(), told.prunedChannels()));
      } else if (event instanceof ModelMeasured model) {
        measured = model;
      } else if (event instanceof RunEvent.DetectionMeasured found) {
        detection = (detection == null ? Detection.NONE : detection).plus(found.detection());
      } else if (event instanceof PhaseFinished finished && measured != null) {
        phases.add(summarise(finished, measured, flaggedLabels, detection));
        flaggedLabels = null;
        detection = null;
      } else if (event instanceof RunEvent.LabelsScreened screened) {
        flaggedLabels = screened.flaggedLabels();
      } else if (event instanceof RunEvent.RunFinished finished) {
        modelSha256 = finished.modelSha256();
      }
    }

    /** The summary of what has happened so far. */
    public Summary build() {
      return new Summary(scenario, seed, informed.isEmpty() ? null : informed, phases, modelSha256);
    }

    private static PhaseSummary summarise(
        PhaseFinished finished,
        ModelMeasured model,
        @Nullable List<Integer> flagged,
        @Nullable Detection detection) {
      return new PhaseSummary(
          finished.phaseIndex(),
          finished.phase(),
          model.accuracy(),
          model.attackSuccessRate(),
          model.validationAccuracy(),
          finished.prunedNeurons(),
          finished.zeroedWeights(),
          finished.delta(),
          finished.rounds(),
          flagged,
          detection);
    }
  }
}
