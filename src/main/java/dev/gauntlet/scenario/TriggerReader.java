package dev.gauntlet.scenario;

import dev.gauntlet.attack.Trigger;
import dev.gauntlet.attack.TriggerPattern;
import dev.gauntlet.attack.TriggerPatterns;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import java.util.List;
import java.util.Optional;

/** The keys of each trigger pattern. All are empty after a problem. */
final class TriggerReader {

  private TriggerReader() {}

  static Optional<TriggerPattern> pixels(Section keys, ImageShape shape) {
    List<Integer> counts = TriggerPatterns.pixelCounts();
    int count = keys.integer("pixels", 1, counts.get(counts.size() - 1));
    if (!counts.contains(count) && keys.sound("pixels")) {
      keys.problem("pixels", "there is no figure of " + count, "expected one of " + counts);
    }
    int row = position(keys, "row", TriggerPatterns.nearFarEdge(shape.height()), shape.height());
    int column =
        position(keys, "column", TriggerPatterns.nearFarEdge(shape.width()), shape.width());
    double value = keys.fraction("value");
    return keys.isSound()
        ? inside(keys, shape, List.of(TriggerPatterns.pixels(count, row, column, value)))
        : Optional.empty();
  }

  private static int position(Section keys, String key, int preset, int extent) {
    return keys.setting(key, preset).integer(0, extent - 1);
  }

  static Optional<TriggerPattern> distributed(Section keys, ImageShape shape) {
    int parts = keys.integer("parts", 1, 2 * shape.height());
    int length = keys.integer("bar-length", 1, shape.width());
    int gap = keys.integer("gap", 0, Math.max(shape.height(), shape.width()));
    int row = keys.integer("row", 0, shape.height() - 1);
    int column = keys.integer("column", 0, shape.width() - 1);
    double value = keys.fraction("value");
    return keys.isSound()
        ? inside(keys, shape, TriggerPatterns.bars(parts, length, gap, row, column, value))
        : Optional.empty();
  }

  private static Optional<TriggerPattern> inside(
      Section keys, ImageShape shape, List<Trigger> parts) {
    List<Trigger.Cell> outside = Trigger.union(parts).cellsOutside(shape);
    if (outside.isEmpty()) {
      return Optional.of(new TriggerPattern.Stamped(parts));
    }
    Trigger.Cell cell = outside.get(0);
    keys.problem(
        "pattern",
        "reaches outside the image: row " + cell.row() + ", column " + cell.column(),
        "expected rows 0 to " + (shape.height() - 1) + " and columns 0 to " + (shape.width() - 1));
    return Optional.empty();
  }

  static Optional<TriggerPattern> mask(Section keys, ImageShape shape) {
    double value = keys.fraction("value");
    Optional<Setting> mask = keys.optional("mask");
    String expected =
        "expected " + shape.height() + " rows of " + shape.width() + " characters '#' or '.'";
    if (mask.isEmpty()) {
      keys.problem("mask", "is missing", expected);
      return Optional.empty();
    }
    List<String> picture = new MaskPicture(mask.get(), shape).rows(expected);
    if (!keys.isSound()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TriggerPattern.Stamped(List.of(TriggerPatterns.mask(picture, shape, value))));
    } catch (IllegalArgumentException e) {
      mask.get().problem(String.valueOf(e.getMessage()), expected);
      return Optional.empty();
    }
  }

  static Optional<TriggerPattern> blended(Section keys, ImageShape shape) {
    double ratio = keys.number("ratio", Bounds.above(0).to(1));
    long seed = keys.setting("pattern-seed").wholeNumber();
    return Optional.of(TriggerPattern.Blended.noise(ratio, shape, seed));
  }

  static Optional<TriggerPattern> edgeCase(Section keys, ImageShape shape) {
    return Optional.of(new TriggerPattern.Natural(keys.number("share", Bounds.above(0).to(1))));
  }

  static Optional<TriggerPattern> labelFlip(Section keys, ImageShape shape) {
    return Optional.of(new TriggerPattern.Natural(1));
  }
}
