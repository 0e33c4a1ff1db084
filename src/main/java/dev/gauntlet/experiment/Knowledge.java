package dev.gauntlet.experiment;

import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.metrics.RunEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What attackers know beyond their own data, in words for the results. */
final class Knowledge {

  private Knowledge() {}

  /** An event for each adversary whose attackers know more. */
  static List<RunEvent> events(AdversaryTimeline script) {
    List<RunEvent> events = new ArrayList<>();
    for (int adversary = 0; adversary < script.initial().size(); adversary++) {
      Adversary attack = script.initial().get(adversary);
      Optional<PrunedChannels> mask =
          attack.adaptation().pruningAware().flatMap(aware -> aware.mask());
      List<String> known = new ArrayList<>();
      if (attack.knowsOthers()) {
        known.add("data of its fellow attackers");
      }
      if (mask.isPresent()) {
        known.add("channels that the defence prunes");
      }
      if (!known.isEmpty()) {
        events.add(
            new RunEvent.AdversaryInformed(
                adversary,
                known,
                mask.map(channels -> Arrays.stream(channels.toArray()).boxed().toList())
                    .orElse(null)));
      }
    }
    return events;
  }
}
