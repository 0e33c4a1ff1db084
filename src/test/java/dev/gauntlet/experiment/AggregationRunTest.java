package dev.gauntlet.experiment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Catalogues;
import dev.gauntlet.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs with every aggregation rule. */
class AggregationRunTest {

  /** What must be written; Krum and Bulyan want more updates than the tiny scenario has. */
  private static final Map<String, String> KEYS =
      Map.of(
          "krum", "attackers = 1",
          "multi-krum", "attackers = 1",
          "bulyan", "attackers = 0",
          "norm-bounding", "bound = 0.5, noise = 0.001",
          "centered-clipping", "radius = 0.5",
          "robust-learning-rate", "threshold = 2");

  private static final List<String> JUDGE_NOBODY =
      List.of("fedavg", "median", "trimmed-mean", "robust-learning-rate");

  private static final String[] SHORT = {
    "training.rounds=2", "selection.clients-per-round=5", "phases=[ { phase = training } ]"
  };

  @TempDir Path folder;

  static List<String> rules() {
    return Catalogues.all().stream()
        .filter(catalogue -> catalogue.kind().equals("aggregation rule"))
        .flatMap(catalogue -> catalogue.entries().stream())
        .map(Catalogue.Entry::name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleTrainsAndIsHeldAgainstTheTruth(String rule) throws Exception {
    Summary.PhaseSummary phase = run("run", 2, rule).phases().get(0);

    assertThat(phase.rounds()).isEqualTo(2);
    if (JUDGE_NOBODY.contains(rule)) {
      assertThat(phase.detection()).isNull();
      return;
    }
    // Clients 1 and 3 attack in both rounds.
    var detection = requireNonNull(phase.detection());
    assertThat(detection.caught() + detection.missed()).isEqualTo(4);
    assertThat(detection.wronged() + detection.cleared()).isEqualTo(6);
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("run/summary.json").toFile());
    assertThat(summary.at("/phases/0/detection/recall").asDouble())
        .isEqualTo(detection.caught() / 4.0);
    List<String> judged = lines("run", "updates-judged");
    assertThat(judged).hasSize(2).allMatch(line -> line.contains("\"rule\":\"" + rule + "\""));
    assertThat(judged).noneMatch(line -> line.contains("attack"));
    assertThat(lines("run", "detection-measured")).hasSize(2);
  }

  @Test
  void dropoutsMakeARoundFallBack() throws Exception {
    Summary summary =
        run("run", 2, "krum", "dropout=0.3", "training.rounds=4", "devices.latency=1");

    List<String> fallen = lines("run", "aggregation-fell-back");
    assertThat(fallen).isNotEmpty().allMatch(line -> line.contains("\"fallback\":\"skip\""));
    assertThat(fallen.get(0)).contains("krum needs n > 2f + 2: n = ");
    assertThat(summary.phases().get(0).rounds()).isEqualTo(4);
    assertThat(fallen.size() + lines("run", "updates-judged").size()).isEqualTo(4);
  }

  /** Centered clipping remembers, norm bounding draws, spectral has the server train as well. */
  @ParameterizedTest
  @ValueSource(strings = {"centered-clipping", "norm-bounding", "spectral", "flame", "median"})
  void theSameBytesComeOutOnAnyNumberOfThreads(String rule) throws Exception {
    List<String> rough = new ArrayList<>(List.of("dropout=0.1"));
    if (rule.equals("spectral")) {
      rough.add("time={ mode = asynchronous, concurrency = 4, buffer-size = 3 }");
      rough.add("selection.clients-per-round=all");
    }
    String[] overrides = rough.toArray(String[]::new);
    run("one", 1, rule, overrides);
    run("two", 2, rule, overrides);
    for (String file : List.of("events.jsonl", "metrics.csv", "summary.json", "model.zip")) {
      assertThat(folder.resolve("two").resolve(file))
          .as(file)
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
  }

  private List<String> lines(String run, String type) throws Exception {
    return Files.readAllLines(folder.resolve(run).resolve("events.jsonl")).stream()
        .filter(line -> line.startsWith("{\"type\":\"" + type + "\""))
        .toList();
  }

  private Summary run(String name, int threads, String rule, String... more) throws Exception {
    List<String> overrides = new ArrayList<>(List.of(SHORT));
    String keys = KEYS.containsKey(rule) ? ", " + KEYS.get(rule) : "";
    overrides.add("aggregation={ rule = " + rule + keys + " }");
    overrides.addAll(List.of(more));
    Scenario scenario = TinyScenario.in(folder, overrides.toArray(String[]::new));
    return Experiment.prepare(scenario, TinyScenario.options(folder.resolve(name), threads)).run();
  }
}
