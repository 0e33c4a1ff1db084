package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.learning.Normalization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The key {@code data.normalization}: a word, or a block of means and deviations. */
final class NormalizationReader {

  private static final Bounds DEVIATIONS = Bounds.above(0).to(Limits.DEVIATIONS);

  private NormalizationReader() {}

  /** None after a problem. */
  static Normalization read(Section data, KnownImages images) {
    Setting normalization = data.setting("normalization");
    int channels = images.shape().channels();
    if (normalization.isBlock()) {
      Section keys = data.part(normalization, Defaults.block("normalization"));
      List<Double> means = byChannel(keys, "mean", Bounds.FRACTION, channels);
      List<Double> deviations = byChannel(keys, "deviation", DEVIATIONS, channels);
      return keys.isSound() ? new Normalization(means, deviations) : Normalization.NONE;
    }
    String word =
        normalization.word("normalization", List.of("none", "symmetric", "standard")).orElse("");
    return switch (word) {
      case "symmetric" -> Normalization.uniform(channels, 0.5, 0.5);
      case "standard" -> images.standard();
      default -> Normalization.NONE;
    };
  }

  /** A number for every channel: one for all, or a list of so many. */
  private static List<Double> byChannel(Section keys, String key, Bounds bounds, int channels) {
    String expected =
        "expected a number "
            + bounds
            + (channels == 1 ? "" : ", or a list of " + channels + ", one for each channel");
    Setting setting = keys.required(key, expected).orElse(null);
    if (setting == null) {
      return List.of();
    }
    if (!setting.isList()) {
      return Collections.nCopies(channels, setting.number(bounds, expected));
    }
    List<Double> values = new ArrayList<>();
    for (Setting item : setting.items(expected)) {
      values.add(item.number(bounds, "expected a number " + bounds));
    }
    if (values.size() != channels) {
      setting.problem(
          "there are "
              + values.size()
              + " numbers for "
              + channels
              + (channels == 1 ? " channel" : " channels"),
          expected);
    }
    return values;
  }
}
