package dev.gauntlet.aggregation;

import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.Optional;

/**
 * What an aggregation rule is given.
 *
 * @param round counted from 1 through the run
 * @param updates at least one, in client order, all of one length and finite; in asynchronous
 *     rounds a quick client can have several
 * @param model the parameters that the combined update will be added to
 * @param serverUpdate the server's own, if the rule needs it
 * @param streams of the run
 */
public record RoundUpdates(
    int round,
    List<ModelUpdate> updates,
    ParameterVector model,
    Optional<ParameterVector> serverUpdate,
    RandomStreams streams) {

  public RoundUpdates {
    updates = List.copyOf(updates);
    if (updates.isEmpty()) {
      throw new IllegalArgumentException("nothing cannot be combined");
    }
  }

  /** The differences alone, in the order of the updates. */
  List<ParameterVector> deltas() {
    return updates.stream().map(ModelUpdate::delta).toList();
  }

  /** The numbers of examples, in the order of the updates. */
  double[] samples() {
    return updates.stream().mapToDouble(ModelUpdate::samples).toArray();
  }

  /** The server's own update, for a rule that needs it. */
  ParameterVector ownUpdate() {
    return serverUpdate.orElseThrow(
        () -> new IllegalArgumentException("the rule needs an update of the server's own"));
  }
}
