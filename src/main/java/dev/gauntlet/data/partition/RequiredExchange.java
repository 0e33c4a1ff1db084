package dev.gauntlet.data.partition;

import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Exchanges images of a shuffled deck until every client's slice has the labels it requires. */
final class RequiredExchange {

  private final LabelledPool pool;
  private final int[] order;

  /** Places whose image a client relies on for a required label. */
  private final BitSet pinned = new BitSet();

  private RequiredExchange(LabelledPool pool, int[] order) {
    this.pool = pool;
    this.order = order;
  }

  /**
   * Exchanges as few images as possible.
   *
   * @param order the deck, changed in place
   * @param slices the part of the deck that a client holds
   * @throws IllegalArgumentException if there are too few images or too short slices
   */
  static void apply(PartitionRequest request, int[] order, IntFunction<Slice> slices) {
    RequiredExchange exchange = new RequiredExchange(request.pool(), order);
    // First what clients have anyway, so that no exchange takes it from them.
    request
        .requirements()
        .forEach(
            (client, labels) ->
                labels.forEach(label -> exchange.pinPresent(slices.apply(client), label)));
    request
        .requirements()
        .forEach(
            (client, labels) ->
                labels.forEach(label -> exchange.fetchAbsent(client, slices.apply(client), label)));
  }

  private void pinPresent(Slice slice, int label) {
    int place = find(slice, at -> label(at) == label);
    if (place >= 0) {
      pinned.set(place);
    }
  }

  private void fetchAbsent(int client, Slice slice, int label) {
    if (find(slice, at -> label(at) == label) >= 0) {
      return;
    }
    int given = find(slice, at -> !pinned.get(at));
    int taken = findElsewhere(slice, at -> label(at) == label && !pinned.get(at));
    if (given < 0 || taken < 0) {
      throw new IllegalArgumentException(
          "client "
              + client
              + " cannot be given an image of required label "
              + label
              + ": too few images for so many clients that require labels");
    }
    int image = order[given];
    order[given] = order[taken];
    order[taken] = image;
    pinned.set(given);
  }

  private int label(int place) {
    return pool.label(order[place]);
  }

  /** From the end of the slice on and round, so that it is not always the same who gives. */
  private int findElsewhere(Slice slice, IntPredicate wanted) {
    int after = find(new Slice(slice.to(), order.length), wanted);
    return after >= 0 ? after : find(new Slice(0, slice.from()), wanted);
  }

  private static int find(Slice slice, IntPredicate wanted) {
    for (int place = slice.from(); place < slice.to(); place++) {
      if (wanted.test(place)) {
        return place;
      }
    }
    return -1;
  }
}
