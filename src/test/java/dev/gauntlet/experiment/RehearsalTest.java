package dev.gauntlet.experiment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

  private static final String ADAPTIVE = "adversaries.1.adaptive=[pruning-aware]";
  private static final String ORACLE = "adversaries.1.knowledge=oracle";

  @TempDir Path folder;

  @Test
  void theOracleTellsWhatTheRehearsalPrunes() throws Exception {
    Summary guessing = run("guessing", 2, ADAPTIVE);
    Summary knowing = run("knowing", 2, ADAPTIVE, ORACLE);

    assertThat(guessing.informedAdversaries()).isNull();
    Summary.Informed informed = requireNonNull(knowing.informedAdversaries()).get(0);
    assertThat(informed.adversary()).isEqualTo(1);
    assertThat(informed.knowledge()).containsExactly("channels that the defence prunes");
    List<Integer> told = requireNonNull(informed.prunedChannels());
    int pruned =
        requireNonNull(guessing.phases().get(1).prunedNeurons())
            + requireNonNull(guessing.phases().get(2).prunedNeurons());
    assertThat(told).hasSize(pruned).isNotEmpty();
    assertThat(prunedIn("guessing")).containsAll(told);
    assertThat(Files.readString(folder.resolve("knowing/events.jsonl")))
        .contains(
            "{\"type\":\"adversary-informed\",\"time\":0.0,\"adversary\":1,\"knowledge\":"
                + "[\"channels that the defence prunes\"],\"pruned_channels\":"
                + told.toString().replace(" ", "")
                + "}");
  }

  @Test
  void knowingAttackersGiveTheSameBytesOnAnyNumberOfThreads() throws Exception {
    String[] everything = {
      "adversaries.1.clients=[2,3]",
      "adversaries.1.adaptive=[rank-manipulation,pruning-aware,self-clipping]",
      ORACLE,
      "adversaries.0.attack=min-max",
      "adversaries.0.clients=[0,1,4]",
      "adversaries.0.backdoor=null"
    };
    Summary one = run("one", 1, everything);
    Summary two = run("two", 2, everything);

    assertThat(two).isEqualTo(one);
    for (String file : List.of("events.jsonl", "metrics.csv", "summary.json")) {
      assertThat(folder.resolve("two").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
    assertThat(requireNonNull(one.informedAdversaries()))
        .extracting(Summary.Informed::knowledge)
        .containsExactly(
            List.of("data of its fellow attackers"),
            List.of("data of its fellow attackers", "channels that the defence prunes"));
  }

  /** What attackers know changes what is pruned: here it settles, and they know it exactly. */
  @Test
  void rehearsesUntilTheSameIsPrunedAgain() throws Exception {
    String[] guess = {
      "seed=5",
      "training.rounds=8",
      "training.local-epochs=2",
      "phases=[{phase=training},{phase=pruning,step=2,max-step-drop=0.03}]",
      "adversaries.1.amplification=4",
      ADAPTIVE
    };
    run("guessing", 2, guess);
    String[] oracle = Arrays.copyOf(guess, guess.length + 1);
    oracle[guess.length] = ORACLE;
    Summary knowing = run("knowing", 2, oracle);

    List<Integer> told =
        requireNonNull(requireNonNull(knowing.informedAdversaries()).get(0).prunedChannels());
    assertThat(told).hasSizeLessThan(prunedIn("guessing").size());
    assertThat(prunedIn("knowing")).containsExactlyInAnyOrderElementsOf(told);
  }

  private List<Integer> prunedIn(String run) throws Exception {
    return Files.readAllLines(folder.resolve(run + "/events.jsonl")).stream()
        .filter(line -> line.contains("\"neurons-pruned\""))
        .map(line -> line.replaceFirst(".*\\[", "").replaceFirst("\\].*", ""))
        .filter(channels -> !channels.isEmpty())
        .flatMap(channels -> List.of(channels.split(",")).stream())
        .map(Integer::valueOf)
        .distinct()
        .toList();
  }

  private Summary run(String name, int threads, String... overrides) throws Exception {
    Scenario scenario = TinyScenario.in(folder, overrides);
    return Experiment.prepare(scenario, TinyScenario.options(folder.resolve(name), threads)).run();
  }
}
