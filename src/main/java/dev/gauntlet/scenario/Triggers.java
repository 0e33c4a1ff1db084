package dev.gauntlet.scenario;

import dev.gauntlet.attack.trigger.Blended;
import dev.gauntlet.attack.trigger.Natural;
import dev.gauntlet.attack.trigger.Sinusoid;
import dev.gauntlet.attack.trigger.Stamped;
import dev.gauntlet.attack.trigger.Trigger;
import dev.gauntlet.attack.trigger.TriggerPattern;
import dev.gauntlet.attack.trigger.TriggerPatterns;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import java.util.List;
import java.util.Optional;

/** The trigger patterns, each with the reader of its keys. */
final class Triggers {

  static final Catalogue<Reader> ALL =
      new Catalogue<Reader>("trigger pattern", "triggers")
          .with(
              "pixels",
              Triggers::pixels,
              "a figure of 1, 3, 5, 7 or 9 pixels near the bottom right corner",
              Catalogue.PAPER)
          .with(
              "distributed",
              Triggers::distributed,
              "bars, one for each attacker; the ASR is measured with all",
              "Xie et al., ICLR 2020 (DBA)")
          .with("mask", Triggers::mask, "an ASCII picture of the whole image", "")
          .with(
              "blended",
              (keys, shape) ->
                  Optional.of(
                      Blended.noise(
                          keys.number("ratio", Bounds.above(0).to(1)),
                          shape,
                          keys.setting("pattern-seed").wholeNumber())),
              "a pattern of noise blended into the whole image",
              "Chen et al. 2017, arXiv:1712.05526")
          .with(
              "sinusoid",
              (keys, shape) ->
                  Optional.of(
                      new Sinusoid(
                          keys.number("strength", Bounds.above(0).to(1)),
                          keys.number("frequency", Bounds.above(0).to(shape.width())))),
              "vertical stripes, a sine wave, added to the whole image",
              "Barni, Kallas, Tondi, ICIP 2019, arXiv:1902.11237")
          .with(
              "edge-case",
              (keys, shape) ->
                  Optional.of(new Natural(keys.number("share", Bounds.above(0).to(1)))),
              "no pixel changed: the brightest of the victim label's images, as they are",
              "Wang et al., NeurIPS 2020, arXiv:2007.05084; Bagdasaryan et al. 2020 (semantic)")
          .with(
              "label-flip",
              (keys, shape) -> Optional.of(new Natural(1)),
              "no pixel changed: all images of the victim label",
              "Tolpegin et al., ESORICS 2020, arXiv:2007.08432");

  private Triggers() {}

  /** Reads the keys of a trigger. */
  interface Reader {
    /** Empty after a problem. */
    Optional<TriggerPattern> read(Section keys, ImageShape shape);
  }

  private static Optional<TriggerPattern> pixels(Section keys, ImageShape shape) {
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

  private static Optional<TriggerPattern> distributed(Section keys, ImageShape shape) {
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
      return Optional.of(new Stamped(parts));
    }
    Trigger.Cell cell = outside.get(0);
    keys.problem(
        "pattern",
        "reaches outside the image: row " + cell.row() + ", column " + cell.column(),
        "expected rows 0 to " + (shape.height() - 1) + " and columns 0 to " + (shape.width() - 1));
    return Optional.empty();
  }

  private static Optional<TriggerPattern> mask(Section keys, ImageShape shape) {
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
      return Optional.of(new Stamped(List.of(TriggerPatterns.mask(picture, shape, value))));
    } catch (IllegalArgumentException e) {
      mask.get().problem(String.valueOf(e.getMessage()), expected);
      return Optional.empty();
    }
  }
}
