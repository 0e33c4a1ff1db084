package dev.gauntlet.federation;

import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Which clients take part in a round: all, or some drawn uniformly without replacement.
 *
 * @param population how many clients there are
 * @param perRound how many take part, from 1 to {@code population}
 * @param streams of the run
 */
public record CohortSelection(int population, int perRound, RandomStreams streams) {

  public CohortSelection {
    if (perRound < 1 || perRound > population) {
      throw new IllegalArgumentException(
          "from " + population + " clients one cannot select " + perRound);
    }
  }

  /** The clients of that round in ascending order: a function of seed and round alone. */
  public List<ClientId> cohort(int round) {
    if (perRound == population) {
      return everyone();
    }
    // Floyd's algorithm: as many draws as clients selected, however large the population.
    RandomGenerator random = streams.stream("selection", round);
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int last = population - perRound; last < population; last++) {
      int drawn = random.nextInt(last + 1);
      chosen.add(chosen.contains(drawn) ? last : drawn);
    }
    return chosen.stream().map(ClientId::new).toList();
  }

  /** All clients in ascending order. */
  public List<ClientId> everyone() {
    return IntStream.range(0, population).mapToObj(ClientId::new).toList();
  }
}
