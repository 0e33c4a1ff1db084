package dev.gauntlet.data.partition;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;

/** How many images of each label each client gets, adjusted until all requirements are met. */
final class LabelCounts {

  private final PartitionRequest request;
  private final int[] labels;

  /** By label that occurs, in ascending order, and client. */
  private final int[][] counts;

  LabelCounts(PartitionRequest request, int[][] counts) {
    this.request = request;
    this.labels = request.pool().labels();
    this.counts = counts;
  }

  /**
   * Gives every client at least an equal share of each label that it requires, taking images from
   * those who have most to spare.
   */
  void grantRequired() {
    for (int i = 0; i < labels.length; i++) {
      int row = i;
      PriorityQueue<Integer> givers =
          new PriorityQueue<>(
              Comparator.comparingInt((Integer client) -> -spare(row, client))
                  .thenComparing(Comparator.naturalOrder()));
      for (int client = 0; client < request.clients(); client++) {
        if (spare(row, client) > 0) {
          givers.add(client);
        }
      }
      for (int client : request.requirements().keySet()) {
        while (counts[row][client] < fairShare(row, client)) {
          Integer giver = givers.poll();
          if (giver == null) {
            throw new IllegalArgumentException(
                "more clients require label " + labels[row] + " than it has images");
          }
          counts[row][giver]--;
          counts[row][client]++;
          if (spare(row, giver) > 0) {
            givers.add(giver);
          }
        }
      }
    }
  }

  /** Gives every client that has nothing one image of whoever has most. */
  void fillEmpty() {
    int[] totals = new int[request.clients()];
    for (int[] row : counts) {
      Arrays.setAll(totals, client -> totals[client] + row[client]);
    }
    PriorityQueue<Integer> givers =
        new PriorityQueue<>(
            Comparator.comparingInt((Integer client) -> -totals[client])
                .thenComparing(Comparator.naturalOrder()));
    for (int client = 0; client < totals.length; client++) {
      if (totals[client] > 1) {
        givers.add(client);
      }
    }
    for (int client = 0; client < totals.length; client++) {
      while (totals[client] == 0) {
        Integer giver = givers.poll();
        if (giver == null) {
          throw new IllegalArgumentException(
              "too few images: those that clients require leave none for client " + client);
        }
        int row = mostToSpare(giver);
        if (spare(row, giver) > 0) {
          counts[row][giver]--;
          counts[row][client]++;
          totals[client]++;
          totals[giver]--;
          if (totals[giver] > 1) {
            givers.add(giver);
          }
        }
      }
    }
  }

  /** For each label that occurs, where each client's part of its images begins, and the end. */
  int[][] offsets() {
    int[][] offsets = new int[labels.length][request.clients() + 1];
    for (int row = 0; row < labels.length; row++) {
      for (int client = 0; client < request.clients(); client++) {
        offsets[row][client + 1] = offsets[row][client] + counts[row][client];
      }
    }
    return offsets;
  }

  private int mostToSpare(int client) {
    int best = 0;
    for (int row = 1; row < labels.length; row++) {
      if (spare(row, client) > spare(best, client)) {
        best = row;
      }
    }
    return best;
  }

  private int spare(int row, int client) {
    return counts[row][client] - fairShare(row, client);
  }

  /** What the client must keep of a label: an equal share if it requires the label, else none. */
  private int fairShare(int row, int client) {
    if (!request.requiredLabels().getOrDefault(client, Set.of()).contains(labels[row])) {
      return 0;
    }
    return Math.max(1, request.pool().size(labels[row]) / request.clients());
  }
}
