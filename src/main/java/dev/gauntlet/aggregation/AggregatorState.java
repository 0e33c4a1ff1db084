package dev.gauntlet.aggregation;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ParameterVector;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rule remembers from one round to the next: a plain value, to be written to a checkpoint
 * and read back as it is.
 *
 * @param vectors of the rule as a whole, by name
 * @param histories of clients, as far as they have taken part
 */
public record AggregatorState(
    SortedMap<String, ParameterVector> vectors, SortedMap<ClientId, ParameterVector> histories) {

  /** Nothing, as before the first round. */
  public static final AggregatorState NONE = new AggregatorState(Map.of(), Map.of());

  public AggregatorState {
    vectors = Collections.unmodifiableSortedMap(new TreeMap<>(vectors));
    histories = Collections.unmodifiableSortedMap(new TreeMap<>(histories));
  }

  /** With copies of these maps. */
  public AggregatorState(
      Map<String, ParameterVector> vectors, Map<ClientId, ParameterVector> histories) {
    this(new TreeMap<>(vectors), new TreeMap<>(histories));
  }
}
