package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.aggregation.Bulyan;
import dev.gauntlet.aggregation.Fallback;
import dev.gauntlet.aggregation.Krum;
import dev.gauntlet.aggregation.MultiKrum;
import dev.gauntlet.aggregation.NormBounding;
import dev.gauntlet.aggregation.Spectral;
import dev.gauntlet.aggregation.TrimmedMean;
import dev.gauntlet.timeline.Change;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationReaderTest {

  @TempDir Path folder;

  private ScenarioFile file(String aggregation) {
    return ScenarioFile.of(folder, "clients = 10\naggregation { " + aggregation + " }\n");
  }

  @Test
  void readsRulesWithTheirKeys() {
    Scenario krum = file("rule = krum, attackers = 2, when-violated = fedavg").read();

    assertThat(krum.federation().aggregation().rule()).isEqualTo(new Krum(2));
    assertThat(krum.federation().aggregation().whenViolated()).isEqualTo(Fallback.FEDAVG);
    assertThat(
            file("rule = multi-krum, attackers = 3, selected = 5")
                .read()
                .federation()
                .aggregation()
                .rule())
        .isEqualTo(new MultiKrum(3, OptionalInt.of(5)));
    assertThat(file("rule = trimmed-mean").read().federation().aggregation().rule())
        .isEqualTo(new TrimmedMean(0.2));
    assertThat(file("rule = norm-bounding, bound = 3").read().federation().aggregation().rule())
        .isEqualTo(new NormBounding(3, 0));
    assertThat(file("rule = spectral, dimensions = 2").read().federation().aggregation().rule())
        .isEqualTo(new Spectral(2, 10));
    assertThat(file("").read().federation().aggregation().whenViolated()).isEqualTo(Fallback.SKIP);
  }

  @Test
  void theTimelineSetsRulesAndWaysOut() {
    Scenario scenario =
        ScenarioFile.of(
                folder,
                """
                clients = 7
                timeline = [
                  { at-round = 2, do = set, aggregation { rule = bulyan, attackers = 1 } }
                  { at-round = 3, do = set, aggregation.when-violated = fedavg }
                ]
                """)
            .read();

    Change.Settings first = (Change.Settings) scenario.timeline().entries().get(0).change();
    Change.Settings second = (Change.Settings) scenario.timeline().entries().get(1).change();
    assertThat(first.aggregator()).contains(new Bulyan(1));
    assertThat(first.whenViolated()).isEmpty();
    assertThat(second.whenViolated()).isEqualTo(Optional.of(Fallback.FEDAVG));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rule = krum, attackers = 4 | attackers: krum needs n > 2f + 2: n = 10, f = 4; n is the number of updates in a round, as clients says
          rule = multi-krum, attackers = 4 | attackers: multi-krum needs n > 2f + 2: n = 10, f = 4
          rule = multi-krum, attackers = 3, selected = 6 | selected: multi-krum needs m <= n - f - 2: m = 6, n = 10, f = 3
          rule = bulyan, attackers = 2 | attackers: bulyan needs n >= 4f + 3: n = 10, f = 2
          rule = robust-learning-rate, threshold = 11 | threshold: robust-learning-rate needs theta <= n: theta = 11, n = 10
          rule = trimmed-mean, share = 0.5 | share: 0.5 is out of range; expected a number from 0 and below 0.5: trimmed-mean needs 0 <= share < 0.5
          rule = krum | attackers: is missing; expected how many attackers the rule is to stand
          rule = krum, attackers = -1 | attackers: -1 is out of range
          rule = norm-bounding | bound: is missing
          rule = norm-bounding, bound = 0 | bound: 0 is out of range
          rule = norm-bounding, bound = 1, noise = -1 | noise: -1 is out of range
          rule = centered-clipping | radius: is missing
          rule = spectral, dimensions = 11 | dimensions: 11 is more than there are updates to learn from
          rule = robust-learning-rate | threshold: is missing
          rule = median, attackers = 2 | attackers: does nothing with rule = median; it belongs to krum, multi-krum, bulyan
          rule = flame, noise = -0.1 | noise: -0.1 is out of range
          rule = krums, attackers = 1 | rule: unknown aggregation rule 'krums'; did you mean krum?
          when-violated = stop | when-violated: unknown fallback 'stop'; known: skip, fedavg
          """)
  void whatCannotWorkIsAProblem(String aggregation, String expected) {
    assertThat(file(aggregation).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:2: aggregation." + expected);
  }

  @Test
  void nIsWhatARoundHas() {
    String krum = "clients = 10\naggregation { rule = krum, attackers = 2 }\n";

    assertThat(ScenarioFile.of(folder, krum + "selection.clients-per-round = 6").problems())
        .singleElement()
        .asString()
        .contains("n = 6, f = 2", "selection.clients-per-round");
    assertThat(
            ScenarioFile.of(
                    folder, krum + "time { mode = asynchronous, concurrency = 9, buffer-size = 4 }")
                .problems())
        .singleElement()
        .asString()
        .contains("n = 4, f = 2", "time.buffer-size");
    assertThat(ScenarioFile.of(folder, krum + "selection.clients-per-round = 7").read().clients())
        .isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fltrust", "spectral"})
  void aRuleThatTrainsOnTheServersImagesNeedsSome(String rule) {
    String text = "data.validation-samples = 0\naggregation.rule = " + rule;

    assertThat(ScenarioFile.of(folder, text).problems())
        .hasSize(2)
        .contains(
            "test.conf:2: aggregation.rule: "
                + rule
                + " needs server data; expected data.validation-samples >= 1, on which the server"
                + " trains an update of its own");
  }

  @Test
  void anEntryOfTheTimelineIsHeldToTheSame() {
    String text =
        """
        clients = 10
        timeline = [
          { at-round = 2, do = set
            aggregation { rule = krum
              attackers = 4 } }
        ]
        """;

    assertThat(ScenarioFile.of(folder, text).problems())
        .containsExactly(
            "test.conf:5: timeline.0.aggregation.attackers: krum needs n > 2f + 2: n = 10, f = 4;"
                + " n is the number of updates in a round, as clients says");
  }
}
