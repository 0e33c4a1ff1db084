package dev.gauntlet.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Without replacement, each next client with a probability in proportion to its examples among
 * those left (Efraimidis and Spirakis 2006, "Weighted random sampling with a reservoir").
 *
 * <p>Every client gets an exponential waiting time of rate {@code examples}; the shortest are
 * selected. That passes over the whole population once, some 0.1 s for a million, but asks only
 * those whether they can be asked whose turn it is: waiting times are independent, so that leaving
 * some out does not change the odds among the others. Clients without examples come last.
 */
public record ByDataSize() implements SelectionStrategy {

  @Override
  public String name() {
    return "data-size";
  }

  @Override
  public List<ClientId> select(int count, Candidates candidates, RandomGenerator random) {
    double[] waiting = new double[candidates.population()];
    for (int client = 0; client < waiting.length; client++) {
      waiting[client] = -StrictMath.log1p(-random.nextDouble()) / candidates.examples(client);
    }
    WaitingLine line = new WaitingLine(waiting);
    List<ClientId> selected = new ArrayList<>();
    while (selected.size() < count && !line.isEmpty()) {
      int client = line.next();
      if (candidates.canBeAsked(client)) {
        selected.add(new ClientId(client));
      }
    }
    return selected;
  }
}
