package dev.gauntlet.protocol;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Spread;
import dev.gauntlet.learning.WeightMoments;

/**
 * The server's model at one point of the run.
 *
 * @param version counts the models of a run from 0, the initial one
 * @param parameters in which the pruned channels are 0
 * @param pruned channels of the last convolutional layer that are held at 0
 * @param prunedWeights the filters of those channels as they were when they were pruned
 */
public record GlobalModel(
    int version, ParameterVector parameters, PrunedChannels pruned, WeightMoments prunedWeights) {

  /** The model that a run begins with: nothing is pruned. */
  public static GlobalModel initial(ParameterVector parameters) {
    return new GlobalModel(0, parameters, PrunedChannels.NONE, WeightMoments.NONE);
  }

  /** The next model: other parameters, the same pruned channels, which are set to 0. */
  public GlobalModel next(ParameterVector changed, ChannelBlock block) {
    ParameterVector held = pruned.count() == 0 ? changed : block.pruned(changed, pruned);
    return new GlobalModel(version + 1, held, pruned, prunedWeights);
  }

  /** The next model, with these channels pruned, among them those that are already. */
  public GlobalModel pruning(PrunedChannels channels, ChannelBlock block) {
    return new GlobalModel(
        version + 1,
        block.pruned(parameters, channels),
        channels,
        prunedWeights.and(WeightMoments.of(parameters, block, channels.without(pruned))));
  }

  /**
   * The weights that count for mean and deviation besides those of channels that are not pruned.
   */
  public WeightMoments besides(Spread spread) {
    return spread == Spread.LAYER ? prunedWeights : WeightMoments.NONE;
  }

  /** The same model under a later version: it comes after all that were made from it meanwhile. */
  public GlobalModel after(int latestVersion) {
    return version >= latestVersion
        ? this
        : new GlobalModel(latestVersion + 1, parameters, pruned, prunedWeights);
  }
}
