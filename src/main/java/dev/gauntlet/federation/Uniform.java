package dev.gauntlet.federation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Without replacement, each client as likely as any other (McMahan et al. 2017, algorithm 1).
 *
 * <p>Walks a random permutation of the population and makes only as much of it as is looked at: to
 * find k of n takes about k steps where most can be asked. If everyone is wanted, clients come in
 * ascending order and nothing is drawn.
 */
public record Uniform() implements SelectionStrategy {

  @Override
  public String name() {
    return "uniform";
  }

  @Override
  public List<ClientId> select(int count, Candidates candidates, RandomGenerator random) {
    int population = candidates.population();
    boolean everyone = count >= population;
    List<ClientId> selected = new ArrayList<>();
    // Fisher and Yates over the numbers 0, 1, ..., of which only those moved are stored.
    Map<Integer, Integer> moved = new HashMap<>();
    for (int i = 0; i < population && selected.size() < count; i++) {
      int drawn = i;
      if (!everyone) {
        int place = i + random.nextInt(population - i);
        int first = moved.getOrDefault(i, i);
        drawn = moved.getOrDefault(place, place);
        moved.put(place, first);
        moved.remove(i);
      }
      if (candidates.canBeAsked(drawn)) {
        selected.add(new ClientId(drawn));
      }
    }
    return selected;
  }
}
