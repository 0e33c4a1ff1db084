package dev.gauntlet.data.partition;

import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Each label's images are divided in proportions drawn from a symmetric Dirichlet distribution over
 * the clients (Hsu, Qi and Brown, "Measuring the Effects of Non-Identical Data Distribution for
 * Federated Visual Classification", 2019, per label as in Yurochkin et al., ICML 2019). Parts are
 * disjoint and every client holds at least one image. A client that requires a label holds at least
 * an equal share of it.
 *
 * <p>A cap on a client's samples keeps the proportions of its labels.
 *
 * @param alpha the concentration: the smaller, the more unlike the clients; above 0
 */
public record Dirichlet(double alpha) implements PartitionScheme {

  public Dirichlet {
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException("alpha is a number above 0, not " + alpha);
    }
  }

  /** {@inheritDoc} There must be no more clients than images. */
  @Override
  public Partition partition(PartitionRequest request, RandomStreams streams) {
    LabelledPool pool = request.pool();
    if (request.clients() > pool.size()) {
      throw new IllegalArgumentException(
          pool.size() + " images are too few for " + request.clients() + " clients");
    }
    int[] labels = pool.labels();
    int[][] counts = new int[labels.length][];
    for (int i = 0; i < labels.length; i++) {
      double[] proportions =
          proportions(request.clients(), streams.stream("partition-dirichlet", labels[i]));
      counts[i] = Apportionment.proportionally(proportions, pool.size(labels[i]));
    }
    LabelCounts adjusted = new LabelCounts(request, counts);
    adjusted.grantRequired();
    adjusted.fillEmpty();
    return new Parts(request, ImageDecks.shuffled(pool, streams), adjusted.offsets());
  }

  /** Gamma draws relative to the largest, in proportion to a Dirichlet draw. */
  private double[] proportions(int clients, RandomGenerator random) {
    double[] logs = new double[clients];
    Arrays.setAll(logs, i -> Gamma.logDraw(alpha, random));
    double largest = Arrays.stream(logs).max().orElseThrow();
    return Arrays.stream(logs).map(log -> StrictMath.exp(log - largest)).toArray();
  }

  /**
   * Parts as slices of shuffled decks, one deck a label.
   *
   * @param offsets for each label that occurs, where each client's slice begins, and the deck's end
   */
  @SuppressWarnings("ArrayRecordComponent") // private to the partition, never compared
  private record Parts(PartitionRequest request, ImageDecks decks, int[][] offsets)
      implements Partition {

    @Override
    public int clients() {
      return request.clients();
    }

    @Override
    public int size(int client) {
      return Arrays.stream(taken(client)).sum();
    }

    @Override
    public int[] indices(int client) {
      int[] labels = request.pool().labels();
      int[] taken = taken(client);
      int[] images = new int[Arrays.stream(taken).sum()];
      int end = 0;
      for (int i = 0; i < labels.length; i++) {
        decks.copy(labels[i], offsets[i][client], taken[i], images, end);
        end += taken[i];
      }
      Arrays.sort(images);
      return images;
    }

    @Override
    public int[] labels(int client) {
      int[] labels = request.pool().labels();
      int[] taken = taken(client);
      return IntStream.range(0, labels.length)
          .filter(i -> taken[i] > 0)
          .map(i -> labels[i])
          .toArray();
    }

    /** How many images of each label that occurs the client holds. */
    private int[] taken(int client) {
      int[] counts = new int[offsets.length];
      Arrays.setAll(counts, i -> offsets[i][client + 1] - offsets[i][client]);
      int most = request.samplesPerClient().orElse(Integer.MAX_VALUE);
      if (Arrays.stream(counts).sum() <= most) {
        return counts;
      }
      double[] weights = Arrays.stream(counts).asDoubleStream().toArray();
      int[] taken = Apportionment.proportionally(weights, most);
      keepRequired(client, taken);
      return taken;
    }

    /** A cap must not take away the last image of a required label. */
    private void keepRequired(int client, int[] taken) {
      var required = request.requiredLabels().get(client);
      if (required == null) {
        return;
      }
      int[] labels = request.pool().labels();
      for (int i = 0; i < labels.length; i++) {
        if (required.contains(labels[i]) && taken[i] == 0) {
          taken[i]++;
          int giver =
              IntStream.range(0, labels.length)
                  .filter(j -> taken[j] > (required.contains(labels[j]) ? 1 : 0))
                  .boxed()
                  .max((a, b) -> Integer.compare(taken[a], taken[b]))
                  .orElseThrow();
          taken[giver]--;
        }
      }
    }
  }
}
