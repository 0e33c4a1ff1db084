package dev.gauntlet.aggregation;

import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of the updates weighted by the clients' numbers of examples: {@code sum(n_i d_i) /
 * sum(n_i)} (McMahan et al. 2017, algorithm 1).
 */
public record FederatedAveraging() implements Aggregator {

  /** Parameters summed at a time, so that the sums stay in the first-level cache. */
  private static final int BLOCK = 2048;

  @Override
  public String name() {
    return "fedavg";
  }

  @Override
  public ParameterVector combine(List<ModelUpdate> updates) {
    int length = updates.get(0).delta().length();
    double total = updates.stream().mapToLong(ModelUpdate::samples).sum();
    float[] mean = new float[length];
    double[] sums = new double[BLOCK];
    for (int start = 0; start < length; start += BLOCK) {
      int size = Math.min(BLOCK, length - start);
      Arrays.fill(sums, 0);
      for (ModelUpdate update : updates) {
        update.delta().addTo(sums, start, size, update.samples());
      }
      for (int i = 0; i < size; i++) {
        mean[start + i] = (float) (sums[i] / total);
      }
    }
    return ParameterVector.adopt(mean);
  }
}
