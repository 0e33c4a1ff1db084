package dev.gauntlet.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gauntlet.match.Actions;
import dev.gauntlet.metrics.Detection;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.metrics.RunEvent.ModelMeasured;
import dev.gauntlet.metrics.RunEvent.PhaseFinished;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in a few numbers: a fold over its events, complete when the run has ended.
 *
 * @param scenario its name
 * @param informedAdversaries whose attackers know more than their own data, if there are any
 * @param phases that have ended
 * @param modelSha256 of the final parameters, once there are
 * @param branches by name, if the scenario has any
 */
public record Summary(
    String scenario,
    long seed,
    @Nullable List<Informed> informedAdversaries,
    List<PhaseSummary> phases,
    @JsonProperty("model_sha256") @Nullable String modelSha256,
    @Nullable Map<String, BranchSummary> branches) {

  /** Of a run without branches. */
  public Summary(
      String scenario,
      long seed,
      @Nullable List<Informed> informedAdversaries,
      List<PhaseSummary> phases,
      @Nullable String modelSha256) {
    this(scenario, seed, informedAdversaries, phases, modelSha256, null);
  }

  /** What came of a branch: its phases, after those that all branches share. */
  public record BranchSummary(
      List<PhaseSummary> phases, @JsonProperty("model_sha256") @Nullable String modelSha256) {
    public BranchSummary {
      phases = List.copyOf(phases);
    }
  }

  /** The same with these branches, in their order. */
  public Summary with(Map<String, BranchSummary> others) {
    return new Summary(scenario, seed, informedAdversaries, phases, modelSha256, others);
  }

  /** The phases as those of a branch. */
  public BranchSummary asBranch() {
    return new BranchSummary(phases, modelSha256);
  }

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
    if (branches != null) {
      branches = Collections.unmodifiableMap(new LinkedHashMap<>(branches));
    }
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

    private final Actions<RunEvent> events =
        Actions.on(RunEvent.class)
            .when(RunEvent.RunStarted.class, this::onStart)
            .when(RunEvent.RunForked.class, this::onFork)
            .when(RunEvent.BranchStarted.class, this::onBranch)
            .when(RunEvent.AdversaryInformed.class, this::onInformed)
            .when(ModelMeasured.class, model -> measured = model)
            .when(RunEvent.DetectionMeasured.class, this::onDetection)
            .when(PhaseFinished.class, this::onPhaseEnd)
            .when(
                RunEvent.LabelsScreened.class, screened -> flaggedLabels = screened.flaggedLabels())
            .when(RunEvent.RunFinished.class, finished -> modelSha256 = finished.modelSha256())
            .ignoringOthers();

    /** Of a run that begins. */
    public Builder() {}

    /**
     * Of a run of whose phases some have ended.
     *
     * @param detectionSince of attackers in the phase under way
     */
    public Builder(Summary until, @Nullable Detection detectionSince) {
      scenario = until.scenario();
      seed = until.seed();
      phases.addAll(until.phases());
      if (until.informedAdversaries() != null) {
        informed.addAll(until.informedAdversaries());
      }
      detection = detectionSince;
    }

    /** Of attackers in the phase under way, if the rule judges updates. */
    public @Nullable Detection detection() {
      return detection;
    }

    /** Takes the next event. */
    public void add(RunEvent event) {
      events.of(event);
    }

    private void onStart(RunEvent.RunStarted started) {
      scenario = started.scenario();
      seed = started.seed();
    }

    private void onFork(RunEvent.RunForked forked) {
      scenario = forked.scenario();
      informed.clear();
    }

    private void onBranch(RunEvent.BranchStarted branch) {
      scenario = branch.scenario();
      seed = branch.seed();
    }

    private void onInformed(RunEvent.AdversaryInformed told) {
      informed.add(new Informed(told.adversary(), told.knowledge(), told.prunedChannels()));
    }

    private void onDetection(RunEvent.DetectionMeasured found) {
      detection = (detection == null ? Detection.NONE : detection).plus(found.detection());
    }

    private void onPhaseEnd(PhaseFinished finished) {
      if (measured != null) {
        phases.add(summarise(finished, measured, flaggedLabels, detection));
        flaggedLabels = null;
        detection = null;
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
