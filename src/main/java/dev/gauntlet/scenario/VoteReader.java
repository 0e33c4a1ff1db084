package dev.gauntlet.scenario;

import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import java.util.List;

/** The keys of each vote. */
final class VoteReader {

  private VoteReader() {}

  static PruningVote ranking(Section keys) {
    return new PruningVote.Ranking();
  }

  static PruningVote majority(Section keys) {
    String expected = "expected a list of fractions such as [0.3, 0.5]";
    Setting list = keys.setting("pruning-rates");
    List<Setting> items = list.items(expected);
    if (items.isEmpty() && list.isList()) {
      list.problem("there is no rate", expected);
    }
    List<Double> rates = items.stream().map(item -> item.number(Bounds.INSIDE_FRACTION)).toList();
    return rates.isEmpty() ? new PruningVote.Ranking() : new PruningVote.Majority(rates);
  }
}
