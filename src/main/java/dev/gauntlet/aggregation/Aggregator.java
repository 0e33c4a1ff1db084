package dev.gauntlet.aggregation;

import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import java.util.List;

/** Combines the updates of a round into the step that the server takes. */
public interface Aggregator {

  /** Its name in the scenario language. */
  String name();

  /**
   * The combined delta. The result depends on the updates alone, not on who arrived first.
   *
   * @param updates at least one, in client order, all of one length
   */
  ParameterVector combine(List<ModelUpdate> updates);
}
