package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigObject;
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
      Map.of(
          Catalogues.DATA_SETS, "data { source = %s }",
          Catalogues.PARTITIONS, "data.partition { scheme = %s }",
          Catalogues.NETWORKS, "model = %s",
          Catalogues.LAYERS,
              "model.layers = [ { type = convolution, filters = 1, kernel = 1 }, { type = %s } ]",
          Catalogues.TRIGGERS, "adversaries = [ { count = 1, backdoor.trigger { pattern = %s } } ]",
          Catalogues.AGGREGATION_RULES, "aggregation { rule = %s }",
          Catalogues.PHASES, "phases = [ { phase = %s } ]",
          Catalogues.VOTES, "phases = [ { phase = pruning, vote = %s } ]",
          Catalogues.DISTRIBUTIONS, "devices.latency { distribution = %s }");

  /** What must be written, because it has no default. */
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "mask", List.of("adversaries.0.backdoor.trigger.mask=[" + picture() + "]"),
          "convolution", List.of("model.layers.1.filters=2", "model.layers.1.kernel=3"),
          "max-pooling", List.of("model.layers.1.size=2"),
          "average-pooling", List.of("model.layers.1.size=2"),
          "dense", List.of("model.layers.1.units=5"),
          "uniform", List.of("devices.latency.min=0", "devices.latency.max=1"),
          "exponential", List.of("devices.latency.mean=1"),
          "lognormal", List.of("devices.latency.mean=1", "devices.latency.sigma=1"));

  @TempDir Path folder;

  static Stream<Arguments> members() {
    return USES.entrySet().stream()
        .flatMap(
            use -> use.getKey().names().stream().map(name -> Arguments.of(use.getValue(), name)));
  }

  static List<Catalogue<?>> catalogues() {
    return Catalogues.all();
  }

  @ParameterizedTest
  @MethodSource("members")
  void everyAlgorithmWorksWithItsDefaults(String use, String name) {
    Scenario scenario =
        ScenarioFile.of(folder, use.formatted(name))
            .read(REQUIRED.getOrDefault(name, List.of()).toArray(String[]::new));

    assertThat(ScenarioFile.of(folder, scenario.source().text()).read()).isEqualTo(scenario);
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void everyAlgorithmIsDescribedAndHasItsBlock(Catalogue<?> catalogue) {
    assertThat(catalogue.kind()).isNotBlank();
    assertThat(catalogue.entries())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.summary()).isNotBlank().doesNotContain("\n"));
    if (catalogue != Catalogues.NETWORKS && catalogue != Catalogues.ATTACKS) {
      ConfigObject block = Defaults.block(catalogue.block());
      assertThat(block.keySet()).containsExactlyInAnyOrderElementsOf(catalogue.names());
    }
  }

  private static String picture() {
    return String.join(
        ",", IntStream.range(0, 28).mapToObj(i -> "\"" + "#".repeat(28) + "\"").toList());
  }
}
