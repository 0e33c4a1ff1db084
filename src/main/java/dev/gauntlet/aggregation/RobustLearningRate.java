package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.Blocks;
import dev.gauntlet.aggregation.arithmetic.WeightedSum;
import dev.gauntlet.federation.ParameterVector;
import java.util.List;
import java.util.Optional;

/**
 * Robust learning rate: the weighted mean of the updates, turned round in every coordinate in which
 * {@code |sum(sign(d_i))|} is below a threshold (Ozdayi, Kantarcioglu, Gel, AAAI 2021,
 * arXiv:2007.03767, section 4). Stands fewer attackers than the threshold, {@code theta <= n}, if
 * the benign clients agree.
 *
 * @param threshold theta, by how many more clients must want one direction than the other; at least
 *     1
 */
public record RobustLearningRate(int threshold) implements Aggregator {

  private static final int BLOCK = 2048;

  public RobustLearningRate {
    if (threshold < 1) {
      throw new IllegalArgumentException("a threshold is at least 1, not " + threshold);
    }
  }

  @Override
  public String name() {
    return "robust-learning-rate";
  }

  @Override
  public Optional<String> violation(int updates) {
    return threshold <= updates
        ? Optional.empty()
        : Optional.of(name() + " needs theta <= n: theta = " + threshold + ", n = " + updates);
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    List<ParameterVector> deltas = round.deltas();
    float[] result = WeightedSum.mean(deltas, round.samples()).toArray();
    Blocks.forEach(
        result.length,
        BLOCK,
        (block, start, count) -> {
          float[] values = new float[count];
          int[] signs = new int[count];
          for (ParameterVector delta : deltas) {
            delta.copyTo(values, start, count);
            for (int k = 0; k < count; k++) {
              signs[k] += (values[k] > 0 ? 1 : 0) - (values[k] < 0 ? 1 : 0);
            }
          }
          for (int k = 0; k < count; k++) {
            if (Math.abs(signs[k]) < threshold) {
              result[start + k] = -result[start + k];
            }
          }
        });
    return Aggregation.of(ParameterVector.adopt(result));
  }
}
