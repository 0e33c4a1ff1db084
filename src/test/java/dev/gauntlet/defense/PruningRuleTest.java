package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.learning.PrunedChannels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link PruningWalk} against a plain reading of the rule, on models of random accuracy. */
class PruningRuleTest {

  private static final int CASES = 2_000;

  /** Accuracies are whole twentieths, so that many falls are exactly the limit. */
  private static final int UNITS = 20;

  private static final int MAX_STEP_DROP = 2;

  private final Random random = new Random(1);
  private final Map<PrunedChannels, Integer> accuracies = new HashMap<>();

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "3, 0", "0, 1", "0, 3", "2, 2", "1, 100", "100, 1"})
  void isWhatTheWalkFollows(int lookAhead, int skip) {
    int partly = 0;
    for (int i = 0; i < CASES; i++) {
      accuracies.clear();
      List<Integer> channels = new ArrayList<>(IntStream.range(0, 3 + i % 9).boxed().toList());
      Collections.shuffle(channels, random);
      PrunedChannels before = PrunedChannels.of(random.nextInt(2 * channels.size()));
      int step = 1 + random.nextInt(3);
      int maxTotalDrop = 1 + random.nextInt(6);
      PruningStop stop =
          new PruningStop(
              (double) MAX_STEP_DROP / UNITS, (double) maxTotalDrop / UNITS, lookAhead, skip);
      PruningWalk walk = new PruningWalk(before, channels, step, stop);

      List<PrunedChannels> tested = new ArrayList<>();
      while (!walk.isOver()) {
        tested.add(walk.next());
        int pruned = walk.take((double) accuracy(walk.next()) / UNITS);
        assertThat(before.count() + pruned).isEqualTo(tested.get(tested.size() - 1).count());
      }
      Outcome expected = byTheRule(before, walk.order(), step, maxTotalDrop, lookAhead, skip);

      assertThat(tested).isEqualTo(expected.tested());
      assertThat(walk.pruned()).isEqualTo(expected.kept());
      assertThat(walk.prunedChannels()).isEqualTo(and(before, expected.kept()));
      assertThat(walk.skipped()).isEqualTo(skip == 0 ? null : expected.skipped());
      partly += expected.kept().isEmpty() || expected.kept().equals(walk.order()) ? 0 : 1;
    }
    assertThat(partly).as("neither all nor nothing").isGreaterThan(CASES / 5);
  }

  private record Outcome(List<Integer> kept, List<Integer> skipped, List<PrunedChannels> tested) {}

  /** The rule in words, on lists: no state but what is kept, what is skipped and what is left. */
  private Outcome byTheRule(
      PrunedChannels before,
      List<Integer> order,
      int step,
      int maxTotalDrop,
      int lookAhead,
      int skip) {
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    outcome.tested().add(before);
    List<Integer> left = order;
    for (int skips = 0; !left.isEmpty(); ) {
      int good = 0;
      // The first good one of the next point and those ahead of it, up to the last of the order.
      for (int steps = 1; good == 0 && steps <= 1 + lookAhead; steps++) {
        if ((steps - 1) * step >= left.size()) {
          break;
        }
        int size = Math.min(steps * step, left.size());
        PrunedChannels kept = and(before, outcome.kept());
        PrunedChannels point = and(kept, left.subList(0, size));
        outcome.tested().add(point);
        boolean within =
            accuracy(point) >= accuracy(kept) - MAX_STEP_DROP
                && accuracy(point) >= accuracy(before) - maxTotalDrop;
        good = within ? size : 0;
      }
      if (good == 0 && skips == skip) {
        break;
      }
      int gone = good;
      if (good > 0) {
        outcome.kept().addAll(left.subList(0, good));
      } else {
        gone = Math.min(step, left.size());
        outcome.skipped().addAll(left.subList(0, gone));
        skips++;
      }
      left = left.subList(gone, left.size());
    }
    return outcome;
  }

  private int accuracy(PrunedChannels pruned) {
    return accuracies.computeIfAbsent(pruned, channels -> UNITS - random.nextInt(6));
  }

  private static PrunedChannels and(PrunedChannels pruned, List<Integer> channels) {
    PrunedChannels all = pruned;
    for (int channel : channels) {
      all = all.with(channel);
    }
    return all;
  }
}
