package dev.gauntlet.data.partition;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is to be divided, and among whom.
 *
 * @param pool the images to share out
 * @param clients how many clients there are, counted from 0
 * @param samplesPerClient the most images a client gets; all of its share if empty
 * @param requiredLabels by client: the labels of which it must hold at least one image, for example
 *     an adversary's victim label
 */
public record PartitionRequest(
    LabelledPool pool,
    int clients,
    OptionalInt samplesPerClient,
    Map<Integer, Set<Integer>> requiredLabels) {

  /**
   * @throws IllegalArgumentException if there are no images or clients, a required label does not
   *     occur, or a client requires more labels than it may have images
   */
  public PartitionRequest {
    if (pool.size() == 0) {
      throw new IllegalArgumentException("there are no images to share out");
    }
    if (clients < 1) {
      throw new IllegalArgumentException("there must be at least one client, not " + clients);
    }
    int most = samplesPerClient.orElse(Integer.MAX_VALUE);
    if (most < 1) {
      throw new IllegalArgumentException("a client needs at least one sample, not " + most);
    }
    requiredLabels =
        requiredLabels.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .collect(Collectors.toUnmodifiableMap(e -> e.getKey(), e -> Set.copyOf(e.getValue())));
    Set<Integer> occurring = new TreeSet<>();
    for (int label : pool.labels()) {
      occurring.add(label);
    }
    requiredLabels.forEach(
        (client, labels) -> {
          if (client < 0 || client >= clients) {
            throw new IllegalArgumentException(
                "client " + client + " is not one of " + clients + " clients");
          }
          if (!occurring.containsAll(labels)) {
            throw new IllegalArgumentException(
                "client "
                    + client
                    + " requires labels "
                    + new TreeSet<>(labels)
                    + ", but the images have labels "
                    + occurring);
          }
          if (labels.size() > most) {
            throw new IllegalArgumentException(
                "client "
                    + client
                    + " requires "
                    + labels.size()
                    + " labels, but may have only "
                    + most
                    + " samples");
          }
        });
  }

  /** The clients that require labels, with these, both ascending. */
  SortedMap<Integer, SortedSet<Integer>> requirements() {
    SortedMap<Integer, SortedSet<Integer>> sorted = new TreeMap<>();
    requiredLabels.forEach((client, labels) -> sorted.put(client, new TreeSet<>(labels)));
    return sorted;
  }
}
