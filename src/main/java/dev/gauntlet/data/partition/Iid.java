package dev.gauntlet.data.partition;

import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;

/**
 * Every client holds an equal part, to within one, of all images in an order of chance. A required
 * label that chance did not give a client comes to it by exchanging one image.
 *
 * <p>Parts are disjoint, unless there are more clients than images: each then holds one.
 */
public record Iid() implements PartitionScheme {

  @Override
  public Partition partition(PartitionRequest request, RandomStreams streams) {
    int[] order = request.pool().images();
    RandomStreams.shuffle(order, streams.stream("partition-images"));
    Parts parts =
        new Parts(
            request.pool(),
            order,
            request.clients(),
            request.samplesPerClient().orElse(Integer.MAX_VALUE));
    RequiredExchange.apply(request, order, parts::slice);
    return parts;
  }

  /** Parts as slices of one shuffled deck. */
  @SuppressWarnings("ArrayRecordComponent") // private to the partition, never compared
  private record Parts(LabelledPool pool, int[] order, int clients, int most) implements Partition {

    Slice slice(int client) {
      return Slice.even(client, clients, order.length).first(most);
    }

    @Override
    public int size(int client) {
      return slice(client).length();
    }

    @Override
    public int[] indices(int client) {
      Slice slice = slice(client);
      int[] images = Arrays.copyOfRange(order, slice.from(), slice.to());
      Arrays.sort(images);
      return images;
    }

    @Override
    public int[] labels(int client) {
      return Arrays.stream(indices(client)).map(pool::label).distinct().sorted().toArray();
    }
  }
}
