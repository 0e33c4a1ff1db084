package dev.gauntlet.defense;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.LayerSpread;
import dev.gauntlet.learning.PrunedChannels;

/**
 * Adjusting extreme weights (the paper's section on it): mean and standard deviation (of the
 * population) are taken over the unpruned weights of the last convolutional layer, and every weight
 * further than delta standard deviations from the mean becomes 0. Biases are left alone.
 */
public final class ExtremeWeights {

  private final float[] parameters;
  private final ChannelBlock block;
  private final PrunedChannels pruned;
  private final LayerSpread spread;

  public ExtremeWeights(ParameterVector model, ChannelBlock block, PrunedChannels pruned) {
    this.parameters = model.toArray();
    this.block = block;
    this.pruned = pruned;
    this.spread = LayerSpread.of(parameters, block, pruned);
  }

  /** The mean of the unpruned weights. */
  public double mean() {
    return spread.mean();
  }

  /** The standard deviation of the unpruned weights. */
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
