package dev.gauntlet.federation;

import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a run's timeline that have fired: all that clients, and whoever measures, need to
 * know of what the timeline has changed.
 *
 * @param places their places in the timeline, from 0, in the order in which they fired
 */
public record FiredEntries(List<Integer> places) {

  public static final FiredEntries NONE = new FiredEntries(List.of());

  public FiredEntries {
    places = List.copyOf(places);
  }

  /** Whether the entry at that place has fired. */
  public boolean contains(int place) {
    return places.contains(place);
  }

  /** These, and then that one. */
  public FiredEntries and(int place) {
    List<Integer> more = new ArrayList<>(places);
    more.add(place);
    return new FiredEntries(more);
  }
}
