package dev.gauntlet.experiment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.experiment.request.ProgressDisplay;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.report.Summary;
import dev.gauntlet.report.Summary.PhaseSummary;
import dev.gauntlet.scenario.ScenarioReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every attack does something to a federation that does not defend itself: an attacker that does
 * nothing because of a mistake looks like a defence that works.
 */
class AttackEffectTest {

  private static final String SCENARIO =
      """
      name = effect
      data {
        source = synthetic-digits, training-images = 1200, test-images = 300
        validation-samples = 50, partition { scheme = iid }
      }
      model { layers = [
        { type = convolution, filters = 6, kernel = 5, stride = 2 }
        { type = convolution, filters = 8, kernel = 3 }
        { type = max-pooling, size = 2 }
        { type = dense, units = 24 }
      ] }
      clients = 8
      training { batch-size = 16, local-epochs = 2 }
      phases = [ { phase = training } ]
      """;

  private static final int ROUNDS = 12;

  /** While the model still learns fast, so that what slows it down shows as well. */
  private static final int EARLY = 8;

  @TempDir static Path folder;
  private static double honestAccuracy;
  private static double earlyAccuracy;

  @BeforeAll
  static void measureWithoutAttack() throws Exception {
    PhaseSummary honest = last(run("honest", ROUNDS, ""));
    honestAccuracy = honest.accuracy();
    earlyAccuracy = last(run("early", EARLY, "")).accuracy();
    assertThat(earlyAccuracy).isGreaterThan(0.7);
    assertThat(honest.attackSuccessRate()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          attack = model-replacement, amplification = 2.6
          attack = constrain-and-scale, amplification = 2.6
          attack = projected-gradient, amplification = 2.6, radius = 4
          attack = neurotoxin, amplification = 2.6, heaviest-share = 0.02
          amplification = 2.6, backdoor.trigger { pattern = blended }
          amplification = 2.6, backdoor.trigger { pattern = edge-case }
          amplification = 2.6, backdoor.trigger { pattern = label-flip }
          amplification = 2.6, adaptive = [rank-manipulation]
          amplification = 2.6, adaptive = [pruning-aware]
          amplification = 2.6, adaptive = [self-clipping]
          amplification = 2.6, adaptive = [rank-manipulation, pruning-aware, self-clipping]
          """)
  void backdoorsArePlanted(String attack) throws Exception {
    PhaseSummary inactive = last(run("inactive", ROUNDS, attack + ", active { from-round = 99 }"));
    PhaseSummary active = last(run("active", ROUNDS, attack));

    assertThat(inactive.accuracy()).isCloseTo(honestAccuracy, within(1e-9));
    assertThat(requireNonNull(inactive.attackSuccessRate())).isLessThan(0.3);
    assertThat(requireNonNull(active.attackSuccessRate()))
        .isGreaterThan(inactive.attackSuccessRate() + 0.3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          attack = sign-flip, factor = 3
          attack = gaussian-noise
          attack = alie, z = 4
          attack = inner-product, epsilon = 3
          attack = fang-krum
          attack = fang-trimmed-mean
          attack = min-max
          attack = min-sum
          """)
  void modelsAreSpoiledAndHaveNoSuccessRate(String attack) throws Exception {
    PhaseSummary spoiled = last(run("spoiled", EARLY, attack));

    assertThat(spoiled.accuracy()).isLessThan(earlyAccuracy - 0.05);
    assertThat(spoiled.attackSuccessRate()).isNull();
    assertThat(Files.readString(folder.resolve("spoiled/summary.json")))
        .doesNotContain("attack_success_rate");
    assertThat(Files.readAllLines(folder.resolve("spoiled/metrics.csv")).get(1))
        .matches("0,training,1,0.0,[^,]+,,[^,]+,8,0,0");
  }

  @Test
  void successIsOfThoseWhoPlantABackdoorIfOthersDoNot() throws Exception {
    Summary summary =
        run(
            "mixed",
            ROUNDS,
            "amplification = 2.6 }, { clients = [7], attack = gaussian-noise, deviation = 1e-3");

    assertThat(requireNonNull(last(summary).attackSuccessRate())).isGreaterThan(0.7);
    assertThat(Files.readString(folder.resolve("mixed/events.jsonl")))
        .containsPattern("\"attack_success_rates\":\\[[0-9.E-]+\\]");
  }

  private static PhaseSummary last(Summary summary) {
    return summary.phases().get(summary.phases().size() - 1);
  }

  private static Summary run(String name, int rounds, String attack) throws Exception {
    Path file = folder.resolve(name + ".conf");
    String adversaries = attack.isEmpty() ? "" : "{ clients = [0, 1, 2], " + attack + " }";
    Files.writeString(
        file,
        SCENARIO + "training.rounds = " + rounds + "\nadversaries = [ " + adversaries + " ]\n");
    RunOptions options =
        new RunOptions(
            Optional.of(folder.resolve(name)), 2, Optional.empty(), true, ProgressDisplay.NONE);
    return Experiment.prepare(ScenarioReader.read(file, List.of()), options).run();
  }
}
