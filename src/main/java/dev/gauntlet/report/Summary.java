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
 * @param phases that have ended
 * @param modelSha256 of the final parameters, once there are
 */
public record Summary(
    String scenario,
    long seed,
    List<PhaseSummary> phases,
    @JsonProperty("model_sha256") @Nullable String modelSha256) {

  /**
   * One phase; rates are fractions of 1, and what does not apply is null.
   *
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
      @Nullable Detection detection) {

    /** A phase in which no rule judged anybody. */
    public PhaseSummary(
        int index,
        String phase,
        double accuracy,
        @Nullable Double attackSuccessRate,
        double validationAccuracy,
        @Nullable Integer prunedNeurons,
        @Nullable Integer zeroedWeights,
        @Nullable Double delta,
        @Nullable Integer rounds) {
      this(
          index,
          phase,
          accuracy,
          attackSuccessRate,
          validationAccuracy,
          prunedNeurons,
          zeroedWeights,
          delta,
          rounds,
          null);
    }
  }

  public Summary {
    phases = List.copyOf(phases);
  }

  /** Takes a run's events in order. */
  public static final class Builder {
    private final List<PhaseSummary> phases = new ArrayList<>();
    private String scenario = "";
    private long seed;
    private @Nullable ModelMeasured measured;
    private @Nullable Detection detection;
    private @Nullable String modelSha256;

    /** Takes the next event. */
    public void add(RunEvent event) {
      if (event instanceof RunEvent.RunStarted started) {
        scenario = started.scenario();
        seed = started.seed();
      } else if (event instanceof ModelMeasured model) {
        measured = model;
      } else if (event instanceof RunEvent.DetectionMeasured found) {
        detection = (detection == null ? Detection.NONE : detection).plus(found.detection());
      } else if (event instanceof PhaseFinished finished && measured != null) {
        phases.add(summarise(finished, measured, detection));
        detection = null;
      } else if (event instanceof RunEvent.RunFinished finished) {
        modelSha256 = finished.modelSha256();
      }
    }

    /** The summary of what has happened so far. */
    public Summary build() {
      return new Summary(scenario, seed, phases, modelSha256);
    }

    private static PhaseSummary summarise(
        PhaseFinished finished, ModelMeasured model, @Nullable Detection detection) {
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
          detection);
    }
  }
}
