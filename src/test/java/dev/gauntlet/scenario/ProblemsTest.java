package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemsTest {

  @TempDir Path folder;

  @Test
  void areReportedAllAtOnceInTheOrderOfTheFile() {
    String text =
        """
        clientz = 5
        seed = x
        training {
          round = 3
          learning-rate = NaN
        }
        phases = [
          { phase = prunning }
        ]
        """;

    assertThat(ScenarioFile.of(folder, text).problems("name=a/b"))
        .containsExactly(
            "test.conf:1: clientz: unknown key; did you mean clients? known here: adversaries,"
                + " aggregation, availability, branches, clients, data, devices, dropout, matrix, model,"
                + " name, phases, seed, selection, time, timeline, training",
            "test.conf:2: seed: 'x' is not a number; expected a whole number from"
                + " -9223372036854775808 to 9223372036854775807",
            "test.conf:4: training.round: unknown key; did you mean rounds? known here:"
                + " batch-size, last-conv-l2, learning-rate, local-epochs, momentum, nesterov,"
                + " rounds, schedule, weight-decay",
            "test.conf:5: training.learning-rate: 'NaN' is not a number; expected a number above 0"
                + " and at most 1000000",
            "test.conf:8: phases.0.phase: unknown phase 'prunning'; did you mean pruning? known:"
                + " training, pruning, clipping, fine-tuning, fine-pruning, neural-cleanse",
            "--set name=a/b: 'a/b' cannot name a run's folder; expected up to 100 characters that"
                + " can name a folder, without slashes and not beginning with a dot");
  }

  @Test
  void areOneForOneMistake() {
    String text =
        """
        clients = none
        adversaries = [ 3, { clients = [20] } ]
        devices.groups = [ { clients = [30] } ]
        phases = [ training, null ]
        data = 3
        """;

    assertThat(ScenarioFile.of(folder, text).problems())
        .containsExactly(
            "test.conf:1: clients: 'none' is not a number; expected a whole number from 1 to"
                + " 10000000",
            "test.conf:2: adversaries.0: 3 is not a block; expected { ... }",
            "test.conf:4: phases.0: 'training' is not a block; expected { ... }",
            "test.conf:4: phases.1: null is not a block; expected { ... }",
            "test.conf:5: data: 3 is not a block; expected { ... }");
  }

  @Test
  void tellAKeyOfAnotherChoiceFromAnUnknownOne() {
    String text =
        """
        data { source = mnist, training-images = 5 }
        phases = [
          { phase = pruning, delta = 3 }
          { phase = pruning, pruning-rates = [0.3] }
        ]
        """;

    assertThat(ScenarioFile.of(folder, text).problems())
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .startsWith(
                        "test.conf:1: data.training-images: does nothing with source = mnist; it"
                            + " belongs to synthetic-digits"),
            problem ->
                assertThat(problem)
                    .startsWith(
                        "test.conf:3: phases.0.delta: does nothing with phase = pruning; it"
                            + " belongs to clipping"),
            problem ->
                assertThat(problem)
                    .startsWith(
                        "test.conf:4: phases.1.pruning-rates: does nothing with vote = ranking; it"
                            + " belongs to majority"));
  }
}
