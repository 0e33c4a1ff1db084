package dev.gauntlet.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * In turn by number: from the client after the last one selected, past those that cannot be asked.
 */
public record RoundRobin() implements SelectionStrategy {

  @Override
  public String name() {
    return "round-robin";
  }

  @Override
  public List<ClientId> select(int count, Candidates candidates, RandomGenerator random) {
    int population = candidates.population();
    List<ClientId> selected = new ArrayList<>();
    for (int step = 1; step <= population && selected.size() < count; step++) {
      int client = (int) (((long) candidates.lastSelected() + step) % population);
      if (candidates.canBeAsked(client)) {
        selected.add(new ClientId(client));
      }
    }
    return selected;
  }
}
