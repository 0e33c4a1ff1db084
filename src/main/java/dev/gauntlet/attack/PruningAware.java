package dev.gauntlet.attack;

import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.PrunedChannels;
import java.util.Optional;

/**
 * Pruning-aware training: the channels that the defence is expected to prune are held at 0 while
 * the backdoor is trained, and are left as they are in the update.
 *
 * @param expectedShare of all channels, in (0, 1): the least active ones on the attackers' own
 *     data, one at least, if the channels are not known
 * @param record by which the least active ones are found
 * @param oracle whether the attackers know the channels that the defence prunes
 * @param mask those channels; empty without an oracle, and before a rehearsal has found them
 */
public record PruningAware(
    double expectedShare, ActivationRecord record, boolean oracle, Optional<PrunedChannels> mask) {

  public PruningAware {
    if (!(expectedShare > 0 && expectedShare < 1)) {
      throw new IllegalArgumentException(
          "expected-share is above 0 and below 1, not " + expectedShare);
    }
  }

  /** Goes by the attackers' own data. */
  public static PruningAware byOwnData(double expectedShare, ActivationRecord record) {
    return new PruningAware(expectedShare, record, false, Optional.empty());
  }

  /** Waits to be told what will be pruned. */
  public static PruningAware byOracle(double expectedShare, ActivationRecord record) {
    return new PruningAware(expectedShare, record, true, Optional.empty());
  }

  /** The same, going by its own data. */
  PruningAware untold() {
    return byOwnData(expectedShare, record);
  }

  /** The same, told what will be pruned. */
  PruningAware told(PrunedChannels channels) {
    return new PruningAware(expectedShare, record, true, Optional.of(channels));
  }
}
