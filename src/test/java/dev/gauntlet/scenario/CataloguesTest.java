package dev.gauntlet.scenario;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigObject;
import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.hocon.Defaults;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CataloguesTest {

  /** How a scenario names a member of each catalogue. */
  private static final Map<Catalogue<?>, String> USES =
      Map.ofEntries(
          entry(LearningCatalogues.DATA_SETS, "data { source = %s }"),
          entry(LearningCatalogues.PARTITIONS, "data.partition { scheme = %s }"),
          entry(LearningCatalogues.NETWORKS, "model = %s"),
          entry(
              LearningCatalogues.LAYERS,
              "model.layers = [ { type = convolution, filters = 1, kernel = 1 }, { type = %s } ]"),
          entry(Triggers.ALL, "adversaries = [ { count = 1, backdoor.trigger { pattern = %s } } ]"),
          entry(Attacks.ALL, "adversaries = [ { count = 4, attack = %s } ]"),
          entry(AdaptationReader.ALL, "adversaries = [ { count = 1, adaptive = [%s] } ]"),
          entry(AggregationRules.ALL, "aggregation { rule = %s }"),
          entry(DefenseCatalogues.PHASES, "phases = [ { phase = %s } ]"),
          entry(DefenseCatalogues.VOTES, "phases = [ { phase = pruning, vote = %s } ]"),
          entry(
              FederationCatalogues.SELECTION_STRATEGIES,
              "selection { clients-per-round = 2, strategy = %s }"),
          entry(FederationCatalogues.TIME_MODES, "time { mode = %s }"),
          entry(
              FederationCatalogues.STALENESS_WEIGHTINGS,
              "time { mode = asynchronous, concurrency = 2, buffer-size = 1,"
                  + " staleness.weighting = %s }"),
          entry(FederationCatalogues.RATE_DECAYS, "training.schedule { decay = %s }"),
          entry(
              FederationCatalogues.TIMELINE_ACTIONS,
              "adversaries = [ { count = 1 } ], timeline = [ { at-round = 1, do = %s } ]"),
          entry(FederationCatalogues.DISTRIBUTIONS, "devices.latency { distribution = %s }"));

  /** What must be written, because it has no default. */
  private static final Map<String, List<String>> REQUIRED =
      Map.ofEntries(
          entry(
              "triggers.mask", List.of("adversaries.0.backdoor.trigger.mask=[" + picture() + "]")),
          entry(
              "layers.convolution", List.of("model.layers.1.filters=2", "model.layers.1.kernel=3")),
          entry("layers.max-pooling", List.of("model.layers.1.size=2")),
          entry("layers.average-pooling", List.of("model.layers.1.size=2")),
          entry("layers.dense", List.of("model.layers.1.units=5")),
          entry("aggregation-rules.krum", List.of("aggregation.attackers=2")),
          entry("aggregation-rules.multi-krum", List.of("aggregation.attackers=2")),
          entry("aggregation-rules.bulyan", List.of("aggregation.attackers=1")),
          entry("aggregation-rules.norm-bounding", List.of("aggregation.bound=1")),
          entry("aggregation-rules.centered-clipping", List.of("aggregation.radius=1")),
          entry("aggregation-rules.robust-learning-rate", List.of("aggregation.threshold=3")),
          entry("selection-strategies.power-of-choice", List.of("selection.candidates=3")),
          entry("time-modes.asynchronous", List.of("time.concurrency=2", "time.buffer-size=1")),
          entry("rate-decays.step", List.of("training.schedule.every=10")),
          entry("rate-decays.exponential", List.of("training.schedule.factor=0.9")),
          entry("timeline-actions.leave", List.of("timeline.0.clients=[1]")),
          entry("timeline-actions.join", List.of("timeline.0.clients=[1]")),
          entry("timeline-actions.offline", List.of("timeline.0.clients=[1]")),
          entry("timeline-actions.online", List.of("timeline.0.clients=all")),
          entry(
              "timeline-actions.slow-down",
              List.of("timeline.0.clients=[1]", "timeline.0.factor=2")),
          entry(
              "timeline-actions.speed-up",
              List.of("timeline.0.clients=[1]", "timeline.0.factor=2")),
          entry("timeline-actions.split", List.of("timeline.0.clients=[1]", "timeline.0.for=5 s")),
          entry("timeline-actions.start", List.of("timeline.0.adversary=0")),
          entry("timeline-actions.stop", List.of("timeline.0.adversary=0")),
          entry("timeline-actions.set", List.of("timeline.0.training.batch-size=8")),
          entry("distributions.uniform", List.of("devices.latency.min=0", "devices.latency.max=1")),
          entry("distributions.exponential", List.of("devices.latency.mean=1")),
          entry(
              "distributions.lognormal",
              List.of("devices.latency.mean=1", "devices.latency.sigma=1")));

  @TempDir Path folder;

  static Stream<Arguments> members() {
    return USES.entrySet().stream()
        .flatMap(
            use ->
                use.getKey().names().stream()
                    .map(name -> Arguments.of(use.getValue(), use.getKey().block(), name)));
  }

  static List<Catalogue<?>> catalogues() {
    return Catalogues.all();
  }

  @ParameterizedTest
  @MethodSource("members")
  void everyAlgorithmWorksWithItsDefaults(String use, String block, String name) {
    Scenario scenario =
        ScenarioFile.of(folder, use.formatted(name))
            .read(REQUIRED.getOrDefault(block + "." + name, List.of()).toArray(String[]::new));

    assertThat(ScenarioFile.of(folder, scenario.source().text()).read()).isEqualTo(scenario);
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void everyAlgorithmIsDescribedAndHasItsBlock(Catalogue<?> catalogue) {
    assertThat(catalogue.kind()).isNotBlank();
    assertThat(catalogue.entries())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.summary()).isNotBlank().doesNotContain("\n"));
    if (catalogue != LearningCatalogues.NETWORKS) {
      ConfigObject block = Defaults.block(catalogue.block());
      assertThat(block.keySet()).containsExactlyInAnyOrderElementsOf(catalogue.names());
    }
  }

  private static String picture() {
    return String.join(
        ",", IntStream.range(0, 28).mapToObj(i -> "\"" + "#".repeat(28) + "\"").toList());
  }
}
