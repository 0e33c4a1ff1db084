package dev.gauntlet.data.partition;

import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;

/**
 * Every client holds the same number of distinct labels. Labels are dealt from shuffled decks, so
 * that each is held by equally many clients to within one, and by at least one if there are at
 * least as many places as labels. A label's images are split evenly among its holders. With as many
 * labels per client as there are labels, the partition is IID.
 *
 * <p>The images that a client holds are disjoint from everyone else's, unless a label has more
 * holders than images: these then hold one image of it each, some of them the same.
 *
 * <p>Required labels come first: a label that more clients require than its fair number of holders
 * is held by all of them, and the others are balanced among themselves.
 *
 * @param labelsPerClient how many labels a client holds
 */
public record KLabel(int labelsPerClient) implements PartitionScheme {

  public KLabel {
    if (labelsPerClient < 1) {
      throw new IllegalArgumentException(
          "a client holds at least one label, not " + labelsPerClient);
    }
  }

  /**
   * {@inheritDoc} A cap on a client's samples is drawn evenly over its labels, and must leave an
   * image for each.
   */
  @Override
  public Partition partition(PartitionRequest request, RandomStreams streams) {
    int[] labels = request.pool().labels();
    if (labelsPerClient > labels.length) {
      throw new IllegalArgumentException(
          "a client cannot hold " + labelsPerClient + " of " + labels.length + " labels");
    }
    int most = request.samplesPerClient().orElse(Integer.MAX_VALUE);
    if (most < labelsPerClient) {
      throw new IllegalArgumentException(
          labelsPerClient + " labels per client need at least as many samples, not " + most);
    }
    LabelDeal deal = LabelDeal.deal(request, labelsPerClient, streams.stream("partition-labels"));
    return new Shares(deal, ImageDecks.shuffled(request.pool(), streams), most);
  }

  /** Shares as slices of shuffled decks of images, one deck a label. */
  private record Shares(LabelDeal deal, ImageDecks decks, int most) implements Partition {

    @Override
    public int clients() {
      return deal.clients();
    }

    @Override
    public int size(int client) {
      return Arrays.stream(taken(client)).sum();
    }

    @Override
    public int[] indices(int client) {
      int[] taken = taken(client);
      int[] images = new int[Arrays.stream(taken).sum()];
      int end = 0;
      for (int slot = 0; slot < taken.length; slot++) {
        int label = deal.label(client, slot);
        decks.copy(label, slice(client, slot).from(), taken[slot], images, end);
        end += taken[slot];
      }
      Arrays.sort(images);
      return images;
    }

    @Override
    public int[] labels(int client) {
      int[] labels = new int[deal.labelsPerClient()];
      Arrays.setAll(labels, slot -> deal.label(client, slot));
      Arrays.sort(labels);
      return labels;
    }

    private int[] taken(int client) {
      int[] stocks = new int[deal.labelsPerClient()];
      Arrays.setAll(stocks, slot -> slice(client, slot).length());
      return Apportionment.evenly(stocks, most);
    }

    private Slice slice(int client, int slot) {
      int label = deal.label(client, slot);
      return Slice.even(deal.rank(client, slot), deal.holders(label), decks.size(label));
    }
  }
}
