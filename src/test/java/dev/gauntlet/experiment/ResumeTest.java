package dev.gauntlet.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.checkpoint.CheckpointFolder;
import dev.gauntlet.checkpoint.CheckpointId;
import dev.gauntlet.data.Sha256;
import dev.gauntlet.experiment.request.CheckpointPlan;
import dev.gauntlet.experiment.request.ProgressDisplay;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.experiment.runfolder.RunLock;
import dev.gauntlet.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that died, in every way, and go on. */
class ResumeTest {

  private static final List<String> EQUAL =
      List.of("scenario.conf", "events.jsonl", "metrics.csv", "summary.json", "model.zip");

  private static final CheckpointPlan ALL = new CheckpointPlan(OptionalInt.of(1), 1_000);

  @TempDir Path folder;

  @Test
  void goesOnFromEveryRoundAndPhaseToTheSameBytes() throws Exception {
    goesOnFromEverywhere(TinyScenario.in(folder));
  }

  @Test
  void momentumAndTheScheduleNeedNothingOfACheckpoint() throws Exception {
    goesOnFromEverywhere(
        TinyScenario.in(
            folder,
            "training={ rounds = 3, batch-size = 16, momentum = 0.9, nesterov = true,"
                + " weight-decay = 0.001, schedule { decay = cosine, warm-up-rounds = 2 } }",
            "timeline=[ { at-round = 2, do = set, training.learning-rate = 0.05 },"
                + " { at-round = 4, do = set, training.momentum = 0.5 } ]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time={ mode = asynchronous, concurrency = 4, buffer-size = 2, deadline = 60 s }",
        "time={ deadline = 3 s, over-selection = 1.2, min-updates = 2 }"
      })
  void goesOnUnderRoughConditionsInEitherMode(String time) throws Exception {
    List<String> overrides = new ArrayList<>(List.of(DeterminismTest.ROUGH));
    overrides.add(time);
    overrides.add(
        "selection="
            + (time.contains("asynchronous")
                ? "{ strategy = data-size }"
                : "{ clients-per-round = 4 }"));
    goesOnFromEverywhere(TinyScenario.in(folder, overrides.toArray(String[]::new)));
  }

  @Test
  void goesOnInTheMiddleOfTheRecipe() throws Exception {
    goesOnFromEverywhere(TinyScenario.in(folder, TinyScenario.RECIPE));
  }

  private void goesOnFromEverywhere(Scenario scenario) throws Exception {
    Path whole = run(scenario, "whole");
    List<CheckpointId> places = checkpoints(whole).places();
    assertThat(places).hasSizeGreaterThan(9);
    for (CheckpointId place : places) {
      Path died = diedAfter(whole, place);
      // A line that was cut off, as a full buffer and a dead process leave it.
      Files.writeString(died.resolve("events.jsonl"), "{\"type\":\"upd", StandardOpenOption.APPEND);
      resume(died).run();

      assertSameBytes(died, whole);
      assertThat(Files.readString(died.resolve("manifest.json"))).contains("\"resumed\" : 1");
    }
  }

  @Test
  void keepsTheLastRoundsAndEveryPhase() throws Exception {
    Scenario scenario = TinyScenario.in(folder, "training.rounds=5");
    RunOptions options = options("run", new CheckpointPlan(OptionalInt.of(1), 2));
    Experiment.prepare(scenario, options).run();

    List<CheckpointId> kept = checkpoints(folder.resolve("run")).places();
    assertThat(kept.stream().filter(place -> place.kind() == CheckpointId.Kind.PHASE)).hasSize(6);
    assertThat(kept.stream().filter(place -> place.kind() == CheckpointId.Kind.ROUND)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flipped", "cut", "empty"})
  void passesOverACheckpointThatIsDamaged(String damage) throws Exception {
    Path whole = run(TinyScenario.in(folder), "whole");
    CheckpointId newest = checkpoints(whole).places().get(4);
    Path died = diedAfter(whole, newest);
    Path file = checkpoints(died).file(newest);
    byte[] bytes = Files.readAllBytes(file);
    if (damage.equals("flipped")) {
      bytes[bytes.length / 2] ^= 4;
      Files.write(file, bytes);
    } else {
      Files.write(file, java.util.Arrays.copyOf(bytes, damage.equals("cut") ? 700 : 0));
    }
    Experiment resumed = resume(died);

    assertThat(resumed.warnings().get(0)).startsWith(file + " is not used: it is ");
    resumed.run();
    assertSameBytes(died, whole);
  }

  @Test
  void startsAgainWithoutACheckpoint() throws Exception {
    Path whole = run(TinyScenario.in(folder), "whole");
    Path died = Files.createDirectory(folder.resolve("died"));
    Files.copy(whole.resolve("scenario.conf"), died.resolve("scenario.conf"));
    Files.writeString(died.resolve("events.jsonl"), "{\"type\":\"run-star");
    Experiment resumed = resume(died);

    assertThat(resumed.warnings()).anyMatch(line -> line.contains("the run starts again"));
    resumed.run();
    assertSameBytes(died, whole);
  }

  @Test
  void knowsARunThatHasComeToItsEnd() throws Exception {
    Path whole = run(TinyScenario.in(folder, "training.rounds=1"), "whole");

    assertThat(Experiment.hasEnded(whole)).isTrue();
    assertThat(Experiment.hasEnded(diedAfter(whole, checkpoints(whole).places().get(1)))).isFalse();
    assertThat(Experiment.hasEnded(folder)).isFalse();
  }

  @Test
  void refusesWhatIsNotTheRunAnyMoreAndLeavesItAlone() throws Exception {
    Path whole = run(TinyScenario.in(folder, "training.rounds=1"), "whole");
    CheckpointId place = checkpoints(whole).places().get(3);

    Path scenario = diedAfter(whole, place);
    Files.writeString(scenario.resolve("scenario.conf"), "\n", StandardOpenOption.APPEND);
    assertRefused(scenario, "scenario.conf has been changed since the run began");

    Path events = diedAfter(whole, place);
    byte[] lines = Files.readAllBytes(events.resolve("events.jsonl"));
    lines[9]++;
    Files.write(events.resolve("events.jsonl"), lines);
    assertRefused(events, "events.jsonl is not what the run has written");

    Path version = diedAfter(whole, place);
    Checkpoint then = checkpoints(version).read(place);
    Checkpoint.Origin origin = then.origin();
    Checkpoint.Origin other =
        new Checkpoint.Origin(
            "0.0.9",
            origin.commit(),
            origin.engine(),
            origin.scenarioSha256(),
            List.of(new dev.gauntlet.data.DataFile("images", 3, "ab")),
            origin.requiredLabels());
    checkpoints(version)
        .write(new Checkpoint(other, then.journal(), then.history(), null, then.state()), 9);
    assertRefused(version, "the run was begun by version 0.0.9");
    assertRefused(version, "a file images of SHA-256 ab, and there is none now");

    assertRefused(folder.resolve("nowhere"), "holds no run");
  }

  @Test
  void refusesAnotherTraceOfWhoCanBeReached() throws Exception {
    Path trace = Files.writeString(folder.resolve("trace.csv"), "0,0,9999\n1,0,9999\n3,0,9999\n");
    Path whole =
        run(
            TinyScenario.in(
                folder, "training.rounds=1", "selection={}", "availability={ trace = trace.csv }"),
            "whole");
    Path died = diedAfter(whole, checkpoints(whole).places().get(3));
    resume(diedAfter(whole, checkpoints(whole).places().get(3)));
    Files.writeString(trace, "4,0,9999\n", StandardOpenOption.APPEND);

    assertRefused(died, "the run was begun with a file availability.trace of SHA-256");
  }

  @Test
  void refusesAFolderThatALivingProcessWritesTo() throws Exception {
    Scenario scenario = TinyScenario.in(folder, "training.rounds=1");
    Path run = run(scenario, "run");
    try (RunLock lock = RunLock.acquire(run).orElseThrow()) {
      assertThat(RunLock.acquire(lock.folder())).isEmpty();
      assertRefused(run, "is being written by a run that is still going on");
      RunOptions overwriting =
          new RunOptions(Optional.of(run), 1, Optional.empty(), true, ProgressDisplay.NONE);
      assertThatExceptionOfType(RequestException.class)
          .isThrownBy(() -> Experiment.prepare(scenario, overwriting))
          .withMessageContaining("is being written");
    }
    assertThat(RunLock.isHeld(run)).isFalse();
  }

  private void assertRefused(Path run, String words) throws IOException {
    List<String> before = content(run);
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> resume(run))
        .withMessageContaining(words);
    assertThat(content(run)).isEqualTo(before);
  }

  private static List<String> content(Path run) throws IOException {
    if (!Files.exists(run)) {
      return List.of();
    }
    try (var files = Files.walk(run)) {
      List<String> content = new ArrayList<>();
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.endsWith(RunLock.FILE))
              .sorted()
              .toList()) {
        content.add(file + " " + Sha256.of(Files.readAllBytes(file)));
      }
      return content;
    }
  }

  /** A copy of the run's folder as if its process had died some time after that checkpoint. */
  private Path diedAfter(Path whole, CheckpointId place) throws IOException {
    Path died = Files.createTempDirectory(folder, "died");
    for (String file : List.of("scenario.conf", "events.jsonl", "metrics.csv", "summary.json")) {
      Files.copy(whole.resolve(file), died.resolve(file));
    }
    Files.createDirectory(died.resolve("checkpoints"));
    for (CheckpointId kept : checkpoints(whole).places()) {
      if (kept.compareTo(place) <= 0) {
        Files.copy(checkpoints(whole).file(kept), checkpoints(died).file(kept));
      }
    }
    return died;
  }

  private static CheckpointFolder checkpoints(Path run) {
    return new CheckpointFolder(run.resolve("checkpoints"));
  }

  private Experiment resume(Path run) throws Exception {
    return Experiment.resume(run, options("unused", ALL));
  }

  private Path run(Scenario scenario, String name) throws Exception {
    Experiment.prepare(scenario, options(name, ALL)).run();
    return folder.resolve(name);
  }

  private RunOptions options(String name, CheckpointPlan plan) {
    return new RunOptions(
        Optional.of(folder.resolve(name)), 2, Optional.empty(), false, ProgressDisplay.NONE, plan);
  }

  private static void assertSameBytes(Path again, Path first) {
    for (String file : EQUAL) {
      assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(first.resolve(file));
    }
  }
}
