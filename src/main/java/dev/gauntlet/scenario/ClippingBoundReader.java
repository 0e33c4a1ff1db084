package dev.gauntlet.scenario;

import dev.gauntlet.defense.ClippingBound;
import dev.gauntlet.defense.ClippingBound.Measure;
import dev.gauntlet.defense.ClippingBound.Since;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import java.util.List;
import java.util.Optional;

/** What a search for delta may cost, among the keys of the search. */
final class ClippingBoundReader {

  private ClippingBoundReader() {}

  static ClippingBound read(Section keys) {
    Optional<String> bound = keys.setting("bound").word("bound", List.of("accuracy", "loss"));
    Measure measure = bound.equals(Optional.of("loss")) ? Measure.LOSS : Measure.ACCURACY;
    // Both keys are known, but which of them belongs to a bound that is not, nobody can tell.
    String other = measure == Measure.LOSS ? "max-drop" : "max-loss-rise";
    keys.optional(other);
    if (bound.isPresent() && keys.isGiven(other)) {
      keys.problem(
          other,
          "does nothing with bound = " + bound.get(),
          "expected " + (measure == Measure.LOSS ? "max-loss-rise" : "max-drop"));
    }
    double limit =
        measure == Measure.LOSS
            ? keys.number("max-loss-rise", Bounds.from(0).to(Limits.LOSS))
            : keys.fraction("max-drop");
    Since since =
        keys.setting("since")
            .word("point of comparison", List.of("start", "last"))
            .filter(word -> word.equals("last"))
            .map(word -> Since.LAST)
            .orElse(Since.START);
    return new ClippingBound(measure, limit, since);
  }
}
