package dev.gauntlet.defense;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.LayerSpread;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.WeightMoments;

/**
 * Adjusting extreme weights (the paper's section on it): every weight of the last convolutional
 * layer further than delta standard deviations from the mean becomes 0. Biases are left alone.
 * Deviations are of the population; that of the sample would be larger by less than rounding shows.
 */
public final class ExtremeWeights {

  private final float[] parameters;
  private final ChannelBlock block;
  private final PrunedChannels pruned;
  private final LayerSpread spread;

  /**
   * The weights of a model.
   *
   * @param pruned channels whose filters are 0
   * @param besides weights that count for mean and deviation besides those that are not pruned
   */
  public ExtremeWeights(
      ParameterVector model, ChannelBlock block, PrunedChannels pruned, WeightMoments besides) {
    this.parameters = model.toArray();
    this.block = block;
    this.pruned = pruned;
    this.spread = LayerSpread.of(parameters, block, pruned, besides);
  }

  /** The mean of the weights that count. */
  public double mean() {
    return spread.mean();
  }

  /** The standard deviation of the weights that count. */
  public double deviation() {
    return spread.deviation();
  }

  /** The model without the weights outside {@code mean +- delta * deviation}. */
  public Clipped clip(double delta) {
    float[] clipped = parameters.clone();
    int zeroed = 0;
    for (int i = 0; i < weights(); i++) {
      if (isUnpruned(i) && weight(i) != 0 && spread.isOutside(weight(i), delta)) {
        clipped[block.weightOffset() + i] = 0f;
        zeroed++;
      }
    }
    return new Clipped(ParameterVector.adopt(clipped), zeroed);
  }

  /**
   * A model after clipping.
   *
   * @param zeroedWeights how many weights that were not 0 became 0
   */
  public record Clipped(ParameterVector model, int zeroedWeights) {}

  private int weights() {
    return block.channels() * block.weightsPerChannel();
  }

  private boolean isUnpruned(int weight) {
    return !pruned.contains(weight / block.weightsPerChannel());
  }

  private double weight(int index) {
    return parameters[block.weightOffset() + index];
  }
}
