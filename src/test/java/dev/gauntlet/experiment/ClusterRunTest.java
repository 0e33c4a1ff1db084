package dev.gauntlet.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.actor.cluster.NodeSettings;
import dev.gauntlet.experiment.request.ClusterOptions;
import dev.gauntlet.experiment.request.ForkPoint;
import dev.gauntlet.experiment.request.ProgressDisplay;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on worker JVMs: the same bytes as on this one, whatever happens to the workers. */
@Timeout(300)
class ClusterRunTest {

  private static final List<String> EQUAL =
      List.of("scenario.conf", "events.jsonl", "metrics.csv", "summary.json", "model.zip");

  /** Faults are noticed sooner than a user would want it. */
  private static final NodeSettings SETTINGS =
      new NodeSettings(
          "127.0.0.1",
          0,
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          1 << 24,
          false,
          """
          akka.cluster.failure-detector.acceptable-heartbeat-pause = 2 s
          akka.cluster.split-brain-resolver.stable-after = 1 s
          """);

  private static final String[] ROUGH = {
    "training.rounds=20",
    "time={ mode = asynchronous, concurrency = 4, buffer-size = 2 }",
    "selection={}",
    "dropout=0.1",
    "availability={ trace = trace.csv }",
  };

  @TempDir Path folder;

  @Test
  void twoWorkersOneOfWhichIsKilledGiveTheSameBytes() throws Exception {
    Files.writeString(
        folder.resolve("trace.csv"), "0,0,9999\n1,0,9999\n2,0,5\n2,6,9999\n3,0,9999\n4,1,9999\n");
    Scenario scenario = TinyScenario.in(folder, ROUGH);
    Path alone = folder.resolve("alone");
    Experiment.prepare(scenario, TinyScenario.options(alone, 2)).run();
    Path spread = folder.resolve("spread");
    Thread killer = new Thread(() -> killOneAfterTheFirstRound(spread), "killer");
    killer.start();
    Experiment.prepare(scenario, onWorkers(spread, 2)).run();
    killer.join();

    for (String file : EQUAL) {
      assertThat(spread.resolve(file)).as(file).hasSameBinaryContentAs(alone.resolve(file));
    }
    assertThat(spread.resolve("manifest.json"))
        .content()
        .contains("\"workers\"")
        .contains("left or was lost")
        .contains("bytes_sent");
    assertThat(workers()).as("workers that outlive their run").isZero();
  }

  @Test
  void workersCarryOutTheRecipeToTheSameBytes() throws Exception {
    Scenario scenario = TinyScenario.in(folder, TinyScenario.RECIPE);
    Path alone = folder.resolve("alone");
    Experiment.prepare(scenario, TinyScenario.options(alone, 2)).run();
    Path spread = folder.resolve("spread");
    Experiment.prepare(scenario, onWorkers(spread, 2)).run();

    for (String file : EQUAL) {
      assertThat(spread.resolve(file)).as(file).hasSameBinaryContentAs(alone.resolve(file));
    }
  }

  /** The images stay divided as in the run forked from, whoever attacks now: also for workers. */
  @Test
  void aForkWithBranchesGivesTheSameBytesOnWorkers() throws Exception {
    Path base = folder.resolve("base");
    Experiment.prepare(
            TinyScenario.in(folder, "phases=[{phase=training}]"), TinyScenario.options(base, 2))
        .run();
    Scenario other =
        TinyScenario.in(
            folder,
            "adversaries=[]",
            "phases=[{phase=training},{phase=training,rounds=1}]",
            "branches={ tuned=[{phase=fine-tuning,max-rounds=1}], pruned=[{phase=pruning}] }");
    ForkPoint point = ForkPoint.parse(base + "@phase:0");
    Path alone = folder.resolve("alone");
    Experiment.fork(other, TinyScenario.options(alone, 2), point).run();
    Path spread = folder.resolve("spread");
    Experiment.fork(other, onWorkers(spread, 2), point).run();

    for (String branch : List.of("", "branches/tuned/", "branches/pruned/")) {
      for (String file : List.of("events.jsonl", "metrics.csv", "summary.json", "model.zip")) {
        assertThat(spread.resolve(branch + file))
            .as(branch + file)
            .hasSameBinaryContentAs(alone.resolve(branch + file));
      }
    }
  }

  /**
   * Models of two branches can have the same version: colluders must not take one for the other.
   */
  @Test
  void colludersDoNotMixUpTheModelsOfTwoBranches() throws Exception {
    Scenario scenario =
        TinyScenario.in(
            folder,
            "selection.clients-per-round=all",
            "adversaries.0.attack=min-max",
            "adversaries.0.clients=[0,1,4]",
            "adversaries.0.backdoor=null",
            "training.rounds=1",
            "phases=[{phase=training}]",
            "branches={ a=[{phase=clipping,delta=1},{phase=fine-tuning,max-rounds=3,patience=9}],"
                + " b=[{phase=clipping,delta=0.5},{phase=fine-tuning,max-rounds=3,patience=9}] }");
    Path alone = folder.resolve("alone");
    Experiment.prepare(scenario, TinyScenario.options(alone, 2)).run();
    Path spread = folder.resolve("spread");
    Experiment.prepare(scenario, onWorkers(spread, 2)).run();

    // Events tell the norm of each update; the model can be the one before fine-tuning.
    for (String branch : List.of("branches/a/", "branches/b/")) {
      assertThat(spread.resolve(branch + "events.jsonl"))
          .as(branch)
          .hasSameBinaryContentAs(alone.resolve(branch + "events.jsonl"));
    }
  }

  /** The rehearsal is the run's node's; what it tells goes along with the scenario. */
  @Test
  void attackersThatKnowWhatIsPrunedKnowItOnWorkersToo() throws Exception {
    Scenario scenario =
        TinyScenario.in(
            folder,
            "adversaries.1.adaptive=[rank-manipulation,pruning-aware,self-clipping]",
            "adversaries.1.knowledge=oracle");
    Path alone = folder.resolve("alone");
    Experiment.prepare(scenario, TinyScenario.options(alone, 2)).run();
    Path spread = folder.resolve("spread");
    Experiment.prepare(scenario, onWorkers(spread, 2)).run();

    assertThat(alone.resolve("events.jsonl")).content().contains("adversary-informed");
    for (String file : EQUAL) {
      assertThat(spread.resolve(file)).as(file).hasSameBinaryContentAs(alone.resolve(file));
    }
  }

  private static RunOptions onWorkers(Path output, int workers) {
    return new RunOptions(
        Optional.of(output),
        2,
        Optional.empty(),
        false,
        ProgressDisplay.NONE,
        Optional.of(new ClusterOptions(SETTINGS, Optional.empty(), workers, workers)));
  }

  private static void killOneAfterTheFirstRound(Path run) {
    try {
      Path metrics = run.resolve("metrics.csv");
      while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 2) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      ProcessHandle.current().children().findFirst().orElseThrow().destroyForcibly();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long workers() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }
}
