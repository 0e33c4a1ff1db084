package dev.gauntlet.scenario;

import dev.gauntlet.defense.ClippingBound;
import java.util.List;
import java.util.Optional;

/** What a search for delta may cost, among the keys of the search. */
final class ClippingBoundReader {

  private ClippingBoundReader() {}

  static ClippingBound read(Section keys) {
    ClippingBound.Since since =
        keys.setting("since")
            .word("point of comparison", List.of("start", "last"))
            .filter(word -> word.equals("last"))
            .map(word -> ClippingBound.Since.LAST)
            .orElse(ClippingBound.Since.START);
    Optional<String> measure = keys.setting("bound").word("bound", List.of("accuracy", "loss"));
    if (measure.equals(Optional.of("loss"))) {
      refuse(keys, "max-drop", "loss", "max-loss-rise");
      return new ClippingBound(
          ClippingBound.Measure.LOSS,
          keys.number("max-loss-rise", Bounds.from(0).to(Limits.LOSS)),
          since);
    }
    if (measure.isPresent()) {
      refuse(keys, "max-loss-rise", "accuracy", "max-drop");
    } else {
      // An unknown bound is the problem: which of the keys belongs to it, nobody knows.
      keys.optional("max-loss-rise");
    }
    return new ClippingBound(ClippingBound.Measure.ACCURACY, keys.fraction("max-drop"), since);
  }

  private static void refuse(Section keys, String other, String bound, String right) {
    keys.optional(other);
    if (keys.isGiven(other)) {
      keys.problem(other, "does nothing with bound = " + bound, "expected " + right);
    }
  }
}
