package dev.gauntlet.actor;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.Map;

/**
 * All that is under way between the server and its clients at one moment. Of work that clients are
 * at it tells what they were asked: the answer can be computed again.
 *
 * @param now the virtual second
 * @param nextSequence the number that is given next
 * @param items in the order in which they arrive
 * @param turns how many dispatches each client has had
 */
public record InFlightState(
    double now, long nextSequence, List<Item> items, Map<ClientId, Long> turns) {

  public InFlightState {
    items = List.copyOf(items);
    turns = Map.copyOf(turns);
  }

  /** The same with other items. */
  public InFlightState with(List<Item> others) {
    return new InFlightState(now, nextSequence, others, turns);
  }

  /** Something that arrives in virtual time. */
  public sealed interface Item {

    /** Its number: of what arrives at one time, the lowest is first. */
    long sequence();

    /** When it arrives, in virtual seconds. */
    double due();
  }

  /** A client's answer to what it was asked. */
  public record Answer(
      long sequence,
      double due,
      ClientId client,
      GlobalModel model,
      ClientTask task,
      List<Integer> fired)
      implements Item {
    public Answer {
      fired = List.copyOf(fired);
    }
  }

  /** The server sees that no answer will come. */
  public record Loss(long sequence, double due, ClientId client, String reason) implements Item {}

  /** The time that the phase has set itself is up. */
  public record Alarm(long sequence, double due) implements Item {}

  /** An entry of the script fires. */
  public record Entry(long sequence, double due, int place) implements Item {}
}
