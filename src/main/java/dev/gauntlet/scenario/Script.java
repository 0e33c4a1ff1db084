package dev.gauntlet.scenario;

import dev.gauntlet.attack.AttackChange;
import dev.gauntlet.attack.AttackScript;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.timeline.Change;
import dev.gauntlet.timeline.Entry;
import dev.gauntlet.timeline.Timeline;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The timeline as read.
 *
 * @param steps what adversaries do, by place in the timeline
 */
record Script(Timeline timeline, Map<Integer, AttackScript.Step> steps) {

  static Script of(List<Entry> entries, Map<Integer, AttackScript.Step> steps) {
    return new Script(new Timeline(entries), Map.copyOf(steps));
  }

  /** Clients that the timeline lets join before it lets them leave: they cannot be there yet. */
  Set<ClientId> absentAtStart() {
    Set<ClientId> seen = new HashSet<>();
    Set<ClientId> absent = new LinkedHashSet<>();
    for (Entry entry : timeline.entries()) {
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
    for (AttackScript.Step step : new TreeMap<>(steps).values()) {
      boolean turns = step.change() instanceof AttackChange.Turn;
      if (!turns && seen.add(step.adversary()) && step.change() instanceof AttackChange.Start) {
        started.add(step.adversary());
      }
    }
    return started;
  }

  /** Whether, at the start of some round, clients become impossible to reach. */
  boolean takesClientsAwayAtARound() {
    return timeline.entries().stream()
        .filter(entry -> entry.when() instanceof Entry.AtRound)
        .map(Entry::change)
        .anyMatch(
            change ->
                change instanceof Change.Split
                    || (change instanceof Change.Membership membership && !membership.present())
                    || (change instanceof Change.Connection connection && !connection.online()));
  }
}
