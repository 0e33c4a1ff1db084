package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Section;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Spread;
import java.util.List;

/** Keys that the defence and attackers that answer it have in common. */
final class DefenceWords {

  private DefenceWords() {}

  /** The key {@code record}. */
  static ActivationRecord record(Section keys) {
    return keys.setting("record")
        .word("record", List.of("before-activation", "after-activation"))
        .filter("before-activation"::equals)
        .map(word -> ActivationRecord.BEFORE_ACTIVATION)
        .orElse(ActivationRecord.AFTER_ACTIVATION);
  }

  /** Refuses the key {@code record} where the last convolution has no activation function. */
  static void requireActivation(Section keys, boolean activated) {
    if (keys.isGiven("record") && !activated) {
      keys.problem(
          "record",
          "before and after are the same: the last convolution has no activation function",
          "leave it out, or give that layer an activation");
    }
  }

  /** The key {@code spread}. */
  static Spread spread(Section keys) {
    return keys.setting("spread")
        .word("spread", List.of("layer", "live"))
        .filter("layer"::equals)
        .map(word -> Spread.LAYER)
        .orElse(Spread.LIVE);
  }
}
