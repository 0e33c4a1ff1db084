package dev.gauntlet.data.partition;

import dev.gauntlet.simulation.RandomStreams;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.random.RandomGenerator;

/**
 * Which labels each client holds, and its rank among the holders of each: two numbers for every
 * place of a client, whatever the number of images.
 */
final class LabelDeal {

  private final int labelsPerClient;
  private final int[] labels;
  private final int[] ranks;
  private final int[] holders;

  private LabelDeal(int clients, int labelsPerClient, int highestLabel) {
    this.labelsPerClient = labelsPerClient;
    this.labels = new int[Math.multiplyExact(clients, labelsPerClient)];
    this.ranks = new int[labels.length];
    this.holders = new int[highestLabel + 1];
  }

  /**
   * Deals {@code labelsPerClient} distinct labels to every client.
   *
   * <p>A client's next label is always one that the fewest hold so far, chance deciding among
   * equals. That is dealing from shuffled decks of all labels, where a client passes over a label
   * that it holds already; numbers of holders then never differ by more than one. Required labels
   * count as held from the start, and clients that have them are dealt to first: everyone after
   * them helps to even out what they made uneven.
   *
   * @throws IllegalArgumentException if a client requires more labels than it holds
   */
  static LabelDeal deal(PartitionRequest request, int labelsPerClient, RandomGenerator random) {
    int[] deck = request.pool().labels();
    LabelDeal deal = new LabelDeal(request.clients(), labelsPerClient, deck[deck.length - 1]);
    int[] held = new int[deal.holders.length];
    SortedMap<Integer, SortedSet<Integer>> required = request.requirements();
    required.forEach(
        (client, labels) -> {
          if (labels.size() > labelsPerClient) {
            throw new IllegalArgumentException(
                "client "
                    + client
                    + " requires labels "
                    + labels
                    + " but holds only "
                    + labelsPerClient);
          }
          labels.forEach(label -> held[label]++);
        });
    required.forEach((client, labels) -> deal.dealTo(client, labels, deck, held, random));
    for (int client = 0; client < request.clients(); client++) {
      if (!required.containsKey(client)) {
        deal.dealTo(client, Set.of(), deck, held, random);
      }
    }
    deal.rankHolders();
    return deal;
  }

  private void dealTo(
      int client, Set<Integer> required, int[] deck, int[] held, RandomGenerator random) {
    int place = client * labelsPerClient;
    for (int label : required) {
      labels[place++] = label;
    }
    RandomStreams.shuffle(deck, random);
    sortByHolders(deck, held);
    int end = (client + 1) * labelsPerClient;
    for (int i = 0; place < end; i++) {
      if (!required.contains(deck[i])) {
        labels[place++] = deck[i];
        held[deck[i]]++;
      }
    }
  }

  /** Insertion sort: stable, so that equals stay in their order of chance, and decks are short. */
  private static void sortByHolders(int[] deck, int[] held) {
    for (int i = 1; i < deck.length; i++) {
      int label = deck[i];
      int j = i;
      for (; j > 0 && held[deck[j - 1]] > held[label]; j--) {
        deck[j] = deck[j - 1];
      }
      deck[j] = label;
    }
  }

  private void rankHolders() {
    for (int place = 0; place < labels.length; place++) {
      ranks[place] = holders[labels[place]]++;
    }
  }

  int clients() {
    return labels.length / labelsPerClient;
  }

  int labelsPerClient() {
    return labelsPerClient;
  }

  /** The label in a client's slot, required labels first. */
  int label(int client, int slot) {
    return labels[client * labelsPerClient + slot];
  }

  /** The client's rank among the holders of the label in that slot, from 0, by client. */
  int rank(int client, int slot) {
    return ranks[client * labelsPerClient + slot];
  }

  /** How many clients hold the label. */
  int holders(int label) {
    return holders[label];
  }
}
