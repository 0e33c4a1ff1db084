package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Messages;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.hocon.Units;
import dev.gauntlet.simulation.Distribution;

/** The keys of each distribution of durations. */
final class DistributionReader {

  private static final Bounds DURATION = Bounds.from(0).to(Limits.SECONDS);
  private static final double WIDEST_SIGMA = 10;

  private DistributionReader() {}

  static Distribution uniform(Section keys) {
    double min = seconds(keys, "min");
    double max = seconds(keys, "max");
    if (max < min) {
      if (keys.sound("min", "max")) {
        keys.problem("max", "is below min", "expected at least " + Messages.number(min));
      }
      return new Distribution.Fixed(min);
    }
    return new Distribution.Uniform(min, max);
  }

  static Distribution exponential(Section keys) {
    return new Distribution.Exponential(seconds(keys, "mean"));
  }

  static Distribution lognormal(Section keys) {
    double sigma =
        keys.required("sigma", "expected a number")
            .map(setting -> setting.number(Bounds.from(0).to(WIDEST_SIGMA)))
            .orElse(0.0);
    return new Distribution.Lognormal(seconds(keys, "mean"), sigma);
  }

  private static double seconds(Section keys, String key) {
    return keys.required(key, "expected " + Units.SECONDS)
        .map(DistributionReader::seconds)
        .orElse(0.0);
  }

  /** A time that is fixed, or drawn as a block says. */
  static Distribution duration(Section keys, Setting setting) {
    if (!setting.isBlock()) {
      return new Distribution.Fixed(seconds(setting));
    }
    Section drawn = keys.part(setting, Defaults.NONE);
    return drawn
        .choose("distribution", FederationCatalogues.DISTRIBUTIONS)
        .map(reader -> reader.apply(drawn))
        .orElseGet(() -> new Distribution.Fixed(0));
  }

  /** A time of at least 0. */
  static double seconds(Setting setting) {
    return setting.quantity(Units.SECONDS, DURATION);
  }
}
