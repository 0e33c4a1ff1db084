package dev.gauntlet.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {

  private final RandomStreams streams = new RandomStreams(1);

  @Test
  void drawsTheNumbersItHasAlwaysDrawn() {
    RandomGenerator random = streams.stream("local-training", 3, 7);

    assertThat(random.nextLong()).isEqualTo(-1059708451922675819L);
    assertThat(random.nextLong()).isEqualTo(-7553198333105080559L);
    assertThat(new RandomStreams(-5).stream("").nextLong()).isEqualTo(-4312934774392554527L);
  }

  @Test
  void givesTheSameStreamForTheSameNameWhateverWasDrawnBefore() {
    long first = streams.stream("selection", 4).nextLong();
    streams.stream("selection", 5).nextLong();
    streams.stream("poisoning", 4).nextLong();

    assertThat(streams.stream("selection", 4).nextLong()).isEqualTo(first);
    assertThat(new RandomStreams(1).stream("selection", 4).nextLong()).isEqualTo(first);
  }

  @Test
  void tellsSeedsPurposesAndKeysApart() {
    Set<Long> firsts = new HashSet<>();
    int names = 0;
    for (long seed = -2; seed <= 2; seed++) {
      RandomStreams seeded = new RandomStreams(seed);
      for (String purpose : new String[] {"", "a", "b", "ab", "ba", "ä"}) {
        firsts.add(seeded.stream(purpose).nextLong());
        names++;
        for (long key = -1; key <= 3; key++) {
          firsts.add(seeded.stream(purpose, key).nextLong());
          firsts.add(seeded.stream(purpose, 0, key).nextLong());
          firsts.add(seeded.stream(purpose, key, 0, 0).nextLong());
          names += 3;
        }
      }
    }

    assertThat(firsts).hasSize(names);
  }

  @Test
  void drawsEvenlyAcrossStreamsOfNeighbouringKeys() {
    double sum = 0;
    int streamCount = 10_000;
    for (int key = 0; key < streamCount; key++) {
      sum += streams.stream("dispatch", key).nextDouble();
    }

    // Five standard errors of the mean of uniform numbers.
    assertThat(sum / streamCount).isCloseTo(0.5, within(5 * Math.sqrt(1.0 / 12 / streamCount)));
  }

  @Test
  void shufflesIntoEveryOrderEquallyOften() {
    Map<String, Integer> orders = new HashMap<>();
    RandomGenerator random = streams.stream("shuffle");
    for (int i = 0; i < 6_000; i++) {
      int[] values = {1, 2, 3};
      RandomStreams.shuffle(values, random);
      orders.merge(Arrays.toString(values), 1, Integer::sum);
    }

    // Five standard deviations of a binomial count around 1000 each.
    assertThat(orders).hasSize(6);
    assertThat(orders.values()).allSatisfy(count -> assertThat(count).isBetween(855, 1145));
  }
}
