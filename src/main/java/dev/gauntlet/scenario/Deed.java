package dev.gauntlet.scenario;

import dev.gauntlet.attack.AttackScript;
import dev.gauntlet.timeline.Change;
import java.util.Optional;

/**
 * What an entry of the timeline does.
 *
 * @param change as the server knows it
 * @param step what it means for an adversary, which the server does not know
 */
record Deed(Change change, Optional<AttackScript.Step> step) {

  /** Reads the keys of an action. */
  interface Reader {
    /** Empty after a problem. */
    Optional<Deed> read(Section keys, Cast cast);
  }

  static Deed of(Change change) {
    return new Deed(change, Optional.empty());
  }
}
