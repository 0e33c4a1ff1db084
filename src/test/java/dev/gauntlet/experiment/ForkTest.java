package dev.gauntlet.experiment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.images.ImageCache;
import dev.gauntlet.experiment.request.CheckpointPlan;
import dev.gauntlet.experiment.request.ForkPoint;
import dev.gauntlet.experiment.request.ProgressDisplay;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go on from a point of another under another scenario, and branches within one. */
class ForkTest {

  private static final String CLIPPED = "phases=[{phase=training},{phase=clipping,delta=2}]";

  @TempDir Path folder;
  private Path base = Path.of("");

  @BeforeEach
  void run() throws Exception {
    Experiment.prepare(TinyScenario.in(folder), options("base")).run();
    base = folder.resolve("base");
  }

  @Test
  void theSameScenarioGivesTheSameModelAndMetricsFromAnyPoint() throws Exception {
    for (String point : List.of("@round:1", "@phase:0", "@phase:3", "@round:4")) {
      Path fork = fork("again" + point.replaceAll("\\W", "-"), point, TinyScenario.in(folder));

      for (String file : List.of("metrics.csv", "summary.json", "model.zip", "scenario.conf")) {
        assertThat(fork.resolve(file)).as(file + point).hasSameBinaryContentAs(base.resolve(file));
      }
      List<String> events = Files.readAllLines(fork.resolve("events.jsonl"));
      assertThat(events).filteredOn(line -> line.contains("run-forked")).hasSize(1);
      events.removeIf(line -> line.contains("run-forked"));
      assertThat(events).isEqualTo(Files.readAllLines(base.resolve("events.jsonl")));
      assertThat(Files.readString(fork.resolve("manifest.json")))
          .contains("\"forked_from\" : \"" + base + point + "\"");
    }
  }

  @Test
  void anotherDefenceBeginsWithTheSameModel() throws Exception {
    Scenario other = TinyScenario.in(folder, "name=other", CLIPPED);
    Path fork = fork("clipped", "@phase:0", other);
    List<String> rows = Files.readAllLines(fork.resolve("metrics.csv"));

    assertThat(rows.subList(0, 5))
        .isEqualTo(Files.readAllLines(base.resolve("metrics.csv")).subList(0, 5));
    assertThat(rows).hasSize(6).last().asString().startsWith("1,clipping,3,");
    assertThat(Files.readString(fork.resolve("summary.json"))).contains("\"other\"");
  }

  @Test
  void whatDiffersFromThePointOnMayBeAnything() throws Exception {
    Path fork =
        fork(
            "free",
            "@round:2",
            TinyScenario.in(
                folder,
                "adversaries=[]",
                "training.learning-rate=0.05",
                "dropout=0.2",
                "devices.seconds-per-sample=0.3",
                "timeline=[{at-time=3000,do=leave,clients=[2]},{at-round=4,do=leave,clients=[4]}]",
                "phases=[{phase=training,rounds=5}]"));

    assertThat(Files.readAllLines(fork.resolve("metrics.csv"))).hasSize(1 + 5 + 1);
    assertThat(Files.readString(fork.resolve("events.jsonl"))).contains("timeline-fired");
  }

  @Test
  void aForkThatDiedIsResumed() throws Exception {
    Path whole = fork("whole", "@phase:0", TinyScenario.in(folder, CLIPPED));
    Path died = fork("died", "@phase:0", TinyScenario.in(folder, CLIPPED));
    Files.delete(died.resolve("model.zip"));
    for (Path file : List.of(died.resolve("checkpoints/000005-phase-1.checkpoint"))) {
      Files.delete(file);
    }
    Experiment.resume(died, options("died")).run();

    for (String file : List.of("events.jsonl", "metrics.csv", "summary.json", "model.zip")) {
      assertThat(died.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
    }
    assertThat(Files.readString(died.resolve("manifest.json")))
        .contains("\"resumed\" : 1")
        .contains("\"forked_from\"");
  }

  @Test
  void refusesAnotherFederationWithEveryReason() throws Exception {
    Scenario other =
        TinyScenario.in(
            folder,
            "seed=4",
            "clients=6",
            "data.validation-samples=50",
            "model=lenet-8-16",
            "adversaries=[]");

    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> fork("refused", "@phase:0", other))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .hasSize(4)
                    .anyMatch(line -> line.startsWith("--set seed=4: is 4, and 3 in "))
                    .anyMatch(line -> line.contains("clients=6"))
                    .anyMatch(line -> line.contains("data: the images or their division"))
                    .anyMatch(line -> line.contains("the network is another")));
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void refusesWhatContradictsTheTimeBefore() throws Exception {
    assertRefused("@round:3", "phases: phase 0 has 2 rounds, and 3 are over", "training.rounds=2");
    assertRefused("@round:3", "phase 0 is under way", "phases=[{phase=clipping,delta=2}]");
    assertRefused("@phase:5", "6 are over at that point");
    assertRefused("", "6 are over at that point");
    assertRefused("@phase:1", "of 1 phases 2 are over", "phases=[{phase=training}]");
    assertRefused(
        "@round:2",
        "entry 0 would have fired before",
        "timeline=[{at-round=2,do=leave,clients=[2]}]");
    assertRefused(
        "@phase:0",
        "client 0 holds no image of the victim label",
        "adversaries=[{clients=[0],backdoor={victim=" + labelOfNoImageOfClient0() + ",target=1}}]");
    assertRefused("@round:99", "there is no such checkpoint; there are those of round 1, round 2");
    assertRefused("@round:x", "expected RUN, RUN@phase:N or RUN@round:N");
    assertRefused(
        "@round:2",
        "time.mode: changes between phases only",
        "selection={}",
        "time={mode=asynchronous,concurrency=3,buffer-size=2}");
  }

  private int labelOfNoImageOfClient0() throws Exception {
    int[] labels =
        FederationData.of(TinyScenario.in(folder), Optional.empty(), new ImageCache())
            .partition()
            .labels(0);
    for (int label = 2; ; label++) {
      int wanted = label;
      if (java.util.Arrays.stream(labels).noneMatch(held -> held == wanted)) {
        return label;
      }
    }
  }

  private void assertRefused(String point, String words, String... overrides) throws Exception {
    Scenario scenario = TinyScenario.in(folder, overrides);
    assertThatExceptionOfType(RequestException.class)
        .as(point)
        .isThrownBy(() -> fork("refused", point, scenario))
        .withMessageContaining(words);
  }

  @Test
  void branchesGoOnFromTheSameModelIntoFoldersOfTheirOwn() throws Exception {
    String branches =
        "branches={ strict=[{phase=clipping,delta=1}], lax=[{phase=clipping,delta=4}] }";
    Scenario scenario = TinyScenario.in(folder, "phases=[{phase=training}]", branches);
    Summary summary = Experiment.prepare(scenario, options("branched")).run();
    Path run = folder.resolve("branched");

    assertThat(summary.phases()).hasSize(1);
    Map<String, Summary.BranchSummary> ends = requireNonNull(summary.branches());
    assertThat(ends.values())
        .allSatisfy(branch -> assertThat(branch.phases()).extracting("index").containsExactly(1));
    assertThat(requireNonNull(ends.get("strict")).modelSha256())
        .isNotEqualTo(requireNonNull(ends.get("lax")).modelSha256());
    assertThat(Files.readString(run.resolve("summary.json"))).contains("\"branches\"");
    Path lax = run.resolve("branches/lax");
    assertThat(Files.readString(lax.resolve("events.jsonl")))
        .startsWith("{\"type\":\"branch-started\"");
    assertThat(Files.readAllLines(lax.resolve("metrics.csv"))).hasSize(2);
    assertThat(lax.resolve("model.zip")).exists();

    // As if it were a run of these phases alone.
    Scenario alone = TinyScenario.in(folder, "phases=[{phase=training},{phase=clipping,delta=4}]");
    Experiment.prepare(alone, options("alone")).run();
    assertThat(lax.resolve("model.zip")).hasSameBinaryContentAs(folder.resolve("alone/model.zip"));
  }

  @Test
  void aRunThatDiedInABranchGoesOnThere() throws Exception {
    String branches =
        "branches={ tuned=[{phase=fine-tuning,max-rounds=2}], lax=[{phase=clipping,delta=4}] }";
    Scenario scenario = TinyScenario.in(folder, "phases=[{phase=training}]", branches);
    Experiment.prepare(scenario, options("whole")).run();
    Experiment.prepare(scenario, options("died")).run();
    Path died = folder.resolve("died");
    Files.delete(died.resolve("model.zip"));
    Files.delete(died.resolve("branches/tuned/checkpoints/000007-phase-1.checkpoint"));
    Experiment.resume(died, options("died")).run();

    for (String file :
        List.of(
            "events.jsonl",
            "summary.json",
            "model.zip",
            "branches/tuned/events.jsonl",
            "branches/tuned/metrics.csv",
            "branches/tuned/summary.json",
            "branches/tuned/model.zip",
            "branches/lax/events.jsonl",
            "branches/lax/model.zip")) {
      assertThat(died.resolve(file))
          .as(file)
          .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
    }
  }

  private Path fork(String name, String point, Scenario scenario) throws Exception {
    Experiment.fork(scenario, options(name), ForkPoint.parse(base + point)).run();
    return folder.resolve(name);
  }

  private RunOptions options(String name) {
    return new RunOptions(
        Optional.of(folder.resolve(name)),
        2,
        Optional.empty(),
        false,
        ProgressDisplay.NONE,
        new CheckpointPlan(OptionalInt.of(1), 100));
  }
}
