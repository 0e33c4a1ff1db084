package dev.gauntlet.scenario;

import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.timeline.Change;
import dev.gauntlet.timeline.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The list {@code timeline}. */
final class TimelineReader {

  private final Section root;
  private final TimelineSubjects subjects;
  private final List<Section> items = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, AdversaryTimeline.Step> steps = new TreeMap<>();

  TimelineReader(Section root, TimelineSubjects subjects) {
    this.root = root;
    this.subjects = subjects;
  }

  /** Places in it count from 0 if nothing is wrong with any entry. */
  TimelineReading read() {
    for (Setting item : root.items("timeline", "expected timeline = [ { at-round = 5, ... } ]")) {
      Section keys = root.part(item, Defaults.NONE);
      Optional<Entry.When> when = when(keys);
      Optional<TimelineAction> done =
          keys.choose("do", FederationCatalogues.TIMELINE_ACTIONS)
              .flatMap(action -> action.read(keys, subjects));
      if (when.isPresent() && done.isPresent()) {
        items.add(keys);
        String action = keys.setting("do").text("");
        done.get().step().ifPresent(step -> steps.put(entries.size(), step));
        entries.add(new Entry(when.get(), action, done.get().change()));
      }
    }
    return TimelineReading.of(entries, steps);
  }

  private static Optional<Entry.When> when(Section keys) {
    Optional<Entry.When> round =
        keys.optional("at-round")
            .map(setting -> new Entry.AtRound(setting.integer(1, Limits.ROUNDS)));
    Optional<Entry.When> time =
        keys.optional("at-time")
            .map(setting -> new Entry.AtTime(DistributionReader.seconds(setting)));
    if (round.isPresent() == time.isPresent()) {
      keys.problem(
          "at-round",
          round.isPresent() ? "stands beside at-time" : "is missing, and so is at-time",
          "expected one of them");
      return Optional.empty();
    }
    return (round.isPresent() ? round : time).filter(any -> keys.sound("at-round", "at-time"));
  }

  /** Reports entries that no round of these phases, or of a branch after them, fires. */
  void checkRounds(List<PhasePlan> phases, Collection<List<PhasePlan>> branches) {
    long rounds =
        rounds(phases) + branches.stream().mapToLong(TimelineReader::rounds).max().orElse(0);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).when() instanceof Entry.AtRound at && at.round() > rounds) {
        items
            .get(i)
            .problem(
                "at-round",
                "round " + at.round() + " never comes",
                "the phases have " + rounds + " rounds at most");
      }
    }
  }

  /** Reports aggregation rules whose assumption no round can fulfil. */
  void checkRules(AggregationReader.Cohort cohort) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).change() instanceof Change.Settings settings) {
        Section aggregation = items.get(i).section("aggregation");
        settings.aggregator().ifPresent(rule -> AggregationReader.check(aggregation, rule, cohort));
      }
    }
  }

  /** Reports entries that wait for a time that never comes, because nothing takes any. */
  void checkTimes() {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).when() instanceof Entry.AtTime at && at.seconds() > 0) {
        items
            .get(i)
            .problem(
                "at-time",
                "virtual time never passes: nothing takes any",
                "expected at-round, or devices that take time");
      }
    }
  }

  /** The most rounds that the phases have. */
  static long rounds(List<PhasePlan> phases) {
    return phases.stream().mapToLong(PhasePlan::mostRounds).sum();
  }
}
