package dev.gauntlet.scenario;

import static java.util.Objects.requireNonNull;

import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.timeline.Change;
import dev.gauntlet.timeline.Entry;
import dev.gauntlet.timeline.Timeline;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The timeline as read.
 *
 * @param steps what adversaries do, by place in the timeline
 */
record TimelineReading(Timeline timeline, Map<Integer, AdversaryTimeline.Step> steps) {

  static TimelineReading of(List<Entry> entries, Map<Integer, AdversaryTimeline.Step> steps) {
    return new TimelineReading(new Timeline(entries), Map.copyOf(steps));
  }

  /** Clients that the timeline lets join before it lets them leave: they cannot be there yet. */
  Set<ClientId> absentAtStart() {
    Set<ClientId> seen = new HashSet<>();
    Set<ClientId> absent = new LinkedHashSet<>();
    for (Entry entry : inOrder(Change.Membership.class)) {
      if (entry.change() instanceof Change.Membership membership) {
        for (ClientId client : membership.clients()) {
          if (seen.add(client) && membership.present()) {
            absent.add(client);
          }
        }
      }
    }
    return absent;
  }

  /** Adversaries that start before they stop. */
  Set<Integer> startedOnTheWay() {
    Set<Integer> seen = new HashSet<>();
    Set<Integer> started = new LinkedHashSet<>();
    for (Entry entry : inOrder(Change.OfAdversary.class)) {
      AdversaryTimeline.Step step = requireNonNull(steps.get(timeline.entries().indexOf(entry)));
      Optional<Boolean> attacks = step.change().attacks();
      if (attacks.isPresent() && seen.add(step.adversary()) && attacks.get()) {
        started.add(step.adversary());
      }
    }
    return started;
  }

  /**
   * The entries of that kind in the order in which they fire; in that in which they are written if
   * some name a round and some a time, which only the run can compare.
   */
  private List<Entry> inOrder(Class<? extends Change> kind) {
    List<Entry> entries =
        timeline.entries().stream().filter(entry -> kind.isInstance(entry.change())).toList();
    long timed = entries.stream().filter(entry -> entry.when() instanceof Entry.AtTime).count();
    return timed > 0 && timed < entries.size()
        ? entries
        : entries.stream().sorted(Comparator.comparingDouble(TimelineReading::moment)).toList();
  }

  private static double moment(Entry entry) {
    return entry.when() instanceof Entry.AtTime time
        ? time.seconds()
        : ((Entry.AtRound) entry.when()).round();
  }

  /** Whether, at the start of some round, clients become impossible to reach. */
  boolean takesClientsAwayAtARound() {
    return timeline.entries().stream()
        .filter(entry -> entry.when() instanceof Entry.AtRound)
        .map(Entry::change)
        .anyMatch(Change::takesClientsAway);
  }
}
