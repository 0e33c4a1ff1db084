package dev.gauntlet.timeline;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The run's timeline. Entries are known by their place in it, from 0. */
public record Timeline(List<Entry> entries) {

  public static final Timeline EMPTY = new Timeline(List.of());

  public Timeline {
    entries = List.copyOf(entries);
  }

  /** The entries that fire before that round, in the order written. */
  public List<Integer> beforeRound(int round) {
    return places(entry -> entry.when() instanceof Entry.AtRound at && at.round() == round);
  }

  /** The entries that fire at a time, in the order written. */
  public List<Integer> timed() {
    return places(entry -> entry.when() instanceof Entry.AtTime);
  }

  /** The virtual second of an entry that fires at a time. */
  public double secondsOf(int place) {
    return ((Entry.AtTime) entries.get(place).when()).seconds();
  }

  private List<Integer> places(Predicate<Entry> wanted) {
    return IntStream.range(0, entries.size())
        .filter(place -> wanted.test(entries.get(place)))
        .boxed()
        .toList();
  }
}
