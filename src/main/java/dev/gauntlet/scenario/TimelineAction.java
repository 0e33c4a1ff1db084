package dev.gauntlet.scenario;

import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.timeline.Change;
import java.util.Optional;

/**
 * What an entry of the timeline does.
 *
 * @param change as the server knows it
 * @param step what it means for an adversary, which the server does not know
 */
record TimelineAction(Change change, Optional<AdversaryTimeline.Step> step) {

  /** Reads the keys of an action. */
  interface Reader {
    /** Empty after a problem. */
    Optional<TimelineAction> read(Section keys, TimelineSubjects subjects);
  }

  static TimelineAction of(Change change) {
    return new TimelineAction(change, Optional.empty());
  }
}
