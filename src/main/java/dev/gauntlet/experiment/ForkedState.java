package dev.gauntlet.experiment;

import dev.gauntlet.actor.InFlightState;
import dev.gauntlet.actor.ServerState;
import dev.gauntlet.timeline.Timeline;
import java.util.List;
import java.util.stream.Stream;

/** What is under way, with the entries of another script ahead. */
final class ForkedState {

  private ForkedState() {}

  static ServerState of(ServerState state, Timeline timeline) {
    int entries = timeline.entries().size();
    Stream<InFlightState.Item> ahead =
        timeline.timed().stream()
            .filter(place -> !state.fired().contains(place))
            // Numbers before all others: entries are the first of what happens at a time.
            .map(
                place ->
                    new InFlightState.Entry(
                        (long) place - entries, timeline.secondsOf(place), place));
    List<InFlightState.Item> items =
        Stream.concat(
                ahead,
                state.inFlight().items().stream()
                    .filter(item -> !(item instanceof InFlightState.Entry)))
            .toList();
    return new ServerState(
        state.progress(),
        state.fired(),
        state.rule(),
        state.memory(),
        state.registry(),
        state.inFlight().with(items),
        state.closing());
  }
}
