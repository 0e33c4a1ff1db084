package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.defense.ClippingBound;
import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.defense.PruningStop;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.defense.TriggerInversion;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Spread;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.phase.ServerTuning;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseReaderTest {

  private static final PhasePlan SEARCH =
      new PhasePlan.Clipping(new ClippingDelta.Search(5, 1, 0.25, 0.01), Spread.LIVE);

  @TempDir Path folder;

  private ScenarioFile file(String phases) {
    return ScenarioFile.of(
        folder, "training { rounds = 7, learning-rate = 0.2 }\nphases = [ " + phases + " ]");
  }

  @Test
  void leftOutTheyAreThePipelineOfThePaper() {
    assertThat(ScenarioFile.of(folder, "").read().phases())
        .containsExactly(
            new PhasePlan.Training(30),
            new PhasePlan.Pruning(
                new PruningVote.Ranking(), PhasePlan.Validator.SERVER, 1, new PruningStop(0.01, 1)),
            SEARCH,
            new PhasePlan.FineTuning(10, 3, OptionalDouble.empty()),
            SEARCH);
  }

  @Test
  void goByTheRecordAndTheSpreadAsked() {
    List<PhasePlan> phases =
        file("{ phase = pruning, record = before-activation }, { phase = fine-pruning },"
                + " { phase = clipping, delta = 3, spread = layer }")
            .read()
            .phases();
    assertThat(((PhasePlan.Pruning) phases.get(0)).record())
        .isEqualTo(ActivationRecord.BEFORE_ACTIVATION);
    assertThat(((PhasePlan.FinePruning) phases.get(1)).record())
        .isEqualTo(ActivationRecord.AFTER_ACTIVATION);
    assertThat(phases.get(2))
        .isEqualTo(new PhasePlan.Clipping(new ClippingDelta.Fixed(3), Spread.LAYER));
    assertThat(
            file("{ phase = pruning, record = raw }, { phase = clipping, spread = mine }")
                .problems())
        .containsExactly(
            "test.conf:2: phases.0.record: unknown record 'raw'; known: before-activation,"
                + " after-activation",
            "test.conf:2: phases.1.spread: unknown spread 'mine'; known: layer, live");
  }

  @Test
  void haveNoChoiceOfRecordsWhereNoActivationFollows() {
    String text =
        """
        model { layers = [ { type = convolution, filters = 2, kernel = 5, activation = identity } ] }
        phases = [ { phase = pruning, record = before-activation },
          { phase = fine-pruning, record = after-activation }, { phase = pruning } ]
        adversaries = [ { count = 1, adaptive = [pruning-aware],
          pruning-aware.record = before-activation } ]
        """;

    assertThat(ScenarioFile.of(folder, text).problems())
        .extracting(problem -> problem.substring(0, problem.indexOf(';')))
        .containsExactlyInAnyOrder(
            "test.conf:2: phases.0.record: before and after are the same: the last convolution has"
                + " no activation function",
            "test.conf:3: phases.1.record: before and after are the same: the last convolution has"
                + " no activation function",
            "test.conf:5: adversaries.0.pruning-aware.record: before and after are the same: the"
                + " last convolution has no activation function");
  }

  @Test
  void voteWithAllClientsOrSome() {
    assertThat(file("{ phase = pruning }, { phase = pruning, voters = 4 }").read().phases())
        .extracting(phase -> ((PhasePlan.Pruning) phase).voters())
        .containsExactly(OptionalInt.empty(), OptionalInt.of(4));
    assertThat(file("{ phase = pruning, voters = 11 }").problems())
        .containsExactly(
            "test.conf:2: phases.0.voters: 11 is more than there are; expected all or at most 10,"
                + " the number of clients");
  }

  @Test
  void trainAsTheBlockTrainingSaysUnlessTheySayOtherwise() {
    assertThat(
            file("{ phase = training }, { phase = training, rounds = 2 },"
                    + " { phase = fine-tuning }, { phase = fine-tuning, learning-rate = 0.01 }")
                .read()
                .phases())
        .containsExactly(
            new PhasePlan.Training(7),
            new PhasePlan.Training(2),
            new PhasePlan.FineTuning(10, 3, OptionalDouble.empty()),
            new PhasePlan.FineTuning(10, 3, 0.01));
  }

  @Test
  void pruneByMajorityAndTestWithClients() {
    assertThat(
            file("{ phase = pruning, vote = majority, validated-by = clients, step = 2,"
                    + " max-total-drop = 0.05 },"
                    + " { phase = pruning, vote = majority, pruning-rates = [0.4] }")
                .read()
                .phases())
        .containsExactly(
            new PhasePlan.Pruning(
                new PruningVote.Majority(List.of(0.3, 0.5, 0.7)),
                PhasePlan.Validator.CLIENTS,
                2,
                new PruningStop(0.01, 0.05)),
            new PhasePlan.Pruning(
                new PruningVote.Majority(List.of(0.4)),
                PhasePlan.Validator.SERVER,
                1,
                new PruningStop(0.01, 1)));
  }

  @Test
  void clipAtADeltaOrSearchForOne() {
    assertThat(
            file("{ phase = clipping, delta = 3.0 }, { phase = clipping, delta = search },"
                    + " { phase = clipping, delta { from = 4, max-drop = 0.1 } }")
                .read()
                .phases())
        .containsExactly(
            new PhasePlan.Clipping(new ClippingDelta.Fixed(3), Spread.LIVE),
            SEARCH,
            new PhasePlan.Clipping(new ClippingDelta.Search(4, 1, 0.25, 0.1), Spread.LIVE));
  }

  @Test
  void boundTheSearchByAccuracyOrLossSinceTheStartOrTheLastPoint() {
    assertThat(
            file("{ phase = clipping, delta { since = last, max-drop = 0.1 } },"
                    + " { phase = clipping, delta { bound = loss } },"
                    + " { phase = clipping, delta { bound = loss, max-loss-rise = 2, since = last } }")
                .read()
                .phases())
        .containsExactly(
            bounded(ClippingBound.Measure.ACCURACY, 0.1, ClippingBound.Since.LAST),
            bounded(ClippingBound.Measure.LOSS, 0.05, ClippingBound.Since.START),
            bounded(ClippingBound.Measure.LOSS, 2, ClippingBound.Since.LAST));
  }

  private static PhasePlan bounded(
      ClippingBound.Measure measure, double limit, ClippingBound.Since since) {
    return new PhasePlan.Clipping(
        new ClippingDelta.Search(5, 1, 0.25, new ClippingBound(measure, limit, since)),
        Spread.LIVE);
  }

  @Test
  void pruneLookingAheadAndSkipping() {
    assertThat(
            file("{ phase = pruning, look-ahead = 3, skip = 2 },"
                    + " { phase = pruning, look-ahead = 3, validated-by = clients, skip = 0 },"
                    + " { phase = fine-pruning, look-ahead = 1, skip = 4 }")
                .read()
                .phases())
        .extracting(
            phase ->
                phase instanceof PhasePlan.Pruning pruning
                    ? pruning.stop()
                    : ((PhasePlan.FinePruning) phase).stop())
        .containsExactly(
            new PruningStop(0.01, 1, 3, 2),
            new PruningStop(0.01, 1, 3, 0),
            new PruningStop(0.01, 1, 1, 4));
  }

  @Test
  void defendByTheServerAlone() {
    assertThat(
            file("{ phase = fine-pruning }, { phase = fine-pruning, step = 2, epochs = 3,"
                    + " learning-rate = 0.05, max-total-drop = 0.1 }")
                .read()
                .phases())
        .containsExactly(
            new PhasePlan.FinePruning(
                ActivationRecord.AFTER_ACTIVATION,
                1,
                new PruningStop(0.01, 1),
                new ServerTuning(10, OptionalDouble.empty())),
            new PhasePlan.FinePruning(
                ActivationRecord.AFTER_ACTIVATION,
                2,
                new PruningStop(0.01, 0.1),
                new ServerTuning(3, OptionalDouble.of(0.05))));
    assertThat(
            file("{ phase = neural-cleanse }, { phase = neural-cleanse, threshold = 3,"
                    + " searches = pairs, inversion { steps = 9, adapt-every = 3 } }")
                .read()
                .phases())
        .containsExactly(
            new PhasePlan.NeuralCleanse(
                10,
                false,
                new TriggerInversion(500, 32, 0.1, 0.99, 0.001, 1.5, 10),
                2,
                0.2,
                new ServerTuning(5, OptionalDouble.empty())),
            new PhasePlan.NeuralCleanse(
                10,
                true,
                new TriggerInversion(9, 32, 0.1, 0.99, 0.001, 1.5, 3),
                3,
                0.2,
                new ServerTuning(5, OptionalDouble.empty())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          phase = prunning           | phase: unknown phase 'prunning'; did you mean pruning?
          rounds = 3                 | phase: is missing; expected the name of a phase: training
          phase = training, round = 3 | round: unknown key; did you mean rounds?
          phase = pruning, vote = majoriy | vote: unknown vote 'majoriy'; did you mean majority?
          phase = pruning, validated-by = server2 | validated-by: unknown validator 'server2'; did you mean server?
          phase = pruning, pruning-rates = [0.3] | pruning-rates: does nothing with vote = ranking; it belongs to majority
          phase = pruning, vote = majority, pruning-rates = [] | pruning-rates: there is no rate
          phase = pruning, vote = majority, pruning-rates = 0.3 | pruning-rates: 0.3 is not a list
          phase = pruning, vote = majority, pruning-rates = [0.3, 1] | pruning-rates.1: 1 is out of range
          phase = clipping, delta = serch | delta: 'serch' is not a number; expected a number above 0 (at 0 no weight would be left), search, or
          phase = clipping, delta = 0 | delta: 0 is out of range; expected a number above 0 (at 0 no weight would be left), search, or
          phase = clipping, delta = -1 | delta: -1 is out of range; expected a number above 0
          phase = clipping, delta = [3] | delta: a list [ ... ] is not a number
          phase = clipping, delta { from = 1, to = 2 } | delta.to: is above from
          phase = clipping, delta { step = 1e-9 } | delta.step: a search goes from a larger to a smaller delta
          phase = clipping, delta { step = 0 } | delta.step: 0 is out of range
          phase = clipping, delta { to = 0 } | delta.to: 0 is out of range; expected a number above 0
          phase = clipping, delta { bound = los } | delta.bound: unknown bound 'los'; did you mean loss? known: accuracy, loss
          phase = clipping, delta { bound = los, max-loss-rise = 1 } | delta.bound: unknown bound 'los'; did you mean loss?
          phase = clipping, delta { bound = loss, max-drop = 0.01 } | delta.max-drop: does nothing with bound = loss; expected max-loss-rise
          phase = clipping, delta { max-loss-rise = 0.05 } | delta.max-loss-rise: does nothing with bound = accuracy; expected max-drop
          phase = clipping, delta { max-drop = -0.01 } | delta.max-drop: -0.01 is out of range; expected a fraction of 1, from 0 to 1
          phase = clipping, delta { bound = loss, max-loss-rise = -1 } | delta.max-loss-rise: -1 is out of range; expected a number from 0 to 1000000
          phase = clipping, delta { since = begin } | delta.since: unknown point of comparison 'begin'; known: start, last
          phase = pruning, skip = -1 | skip: -1 is out of range; expected a whole number from 0 to 100000
          phase = pruning, skip = 1.5 | skip: 1.5 is not a whole number
          phase = pruning, look-ahead = -1 | look-ahead: -1 is out of range; expected a whole number from 0 to 100000
          phase = pruning, skip = 1, validated-by = clients | skip: cannot work with validated-by = clients, who test one sequence of channels; expected 0, or validated-by = server
          phase = fine-pruning, skip = -1 | skip: -1 is out of range
          phase = fine-pruning, look-ahead = x | look-ahead: 'x' is not a number
          phase = clipping, delta { max-dorp = 0 } | delta.max-dorp: unknown key; did you mean max-drop?
          phase = fine-tuning, learning-rate = 0 | learning-rate: 0 is out of range
          phase = fine-pruning, epochs = 0 | epochs: 0 is out of range
          phase = fine-pruning, vote = ranking | vote: does nothing with phase = fine-pruning; it belongs to pruning
          phase = neural-cleanse, searches = pair | searches: unknown kind of search 'pair'; did you mean pairs?
          phase = neural-cleanse, stamped-share = 2 | stamped-share: 2 is
          phase = neural-cleanse, inversion { cost-multiplier = 1 } | inversion.cost-multiplier: 1 is out of range
          phase = neural-cleanse, inversion { succes-rate = 1 } | inversion.succes-rate: unknown key; did you mean success-rate?
          phase = neural-cleanse, inversion = 3 | inversion: 3 is not a block
          """)
  void whatCannotWorkIsAProblem(String phase, String expected) {
    assertThat(file("{ " + phase + " }").problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:2: phases.0." + expected);
  }

  @Test
  void aRunWithoutAPhaseIsAProblem() {
    assertThat(file("").problems())
        .containsExactly(
            "test.conf:2: phases: there is no phase; expected phases = [ { phase = training } ]");
  }
}
