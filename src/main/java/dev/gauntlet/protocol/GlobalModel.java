package dev.gauntlet.protocol;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.PrunedChannels;

/**
 * The server's model at one point of the run.
 *
 * @param version counts the models of a run from 0, the initial one
 * @param parameters in which the pruned channels are 0
 * @param pruned channels of the last convolutional layer that are held at 0
 */
public record GlobalModel(int version, ParameterVector parameters, PrunedChannels pruned) {

  /** The next model: other parameters, the same pruned channels, which are set to 0. */
  public GlobalModel next(ParameterVector changed, ChannelBlock block) {
    ParameterVector held = pruned.count() == 0 ? changed : block.pruned(changed, pruned);
    return new GlobalModel(version + 1, held, pruned);
  }

  /** The next model, with these channels pruned. */
  public GlobalModel pruning(PrunedChannels channels, ChannelBlock block) {
    return new GlobalModel(version + 1, block.pruned(parameters, channels), channels);
  }

  /** The same model under a later version: it comes after all that were made from it meanwhile. */
  public GlobalModel after(int latestVersion) {
    return version >= latestVersion ? this : new GlobalModel(latestVersion + 1, parameters, pruned);
  }
}
