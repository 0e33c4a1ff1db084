package dev.gauntlet.scenario;

import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.Bulyan;
import dev.gauntlet.aggregation.CenteredClipping;
import dev.gauntlet.aggregation.Flame;
import dev.gauntlet.aggregation.GeometricMedian;
import dev.gauntlet.aggregation.Krum;
import dev.gauntlet.aggregation.MultiKrum;
import dev.gauntlet.aggregation.NormBounding;
import dev.gauntlet.aggregation.RobustLearningRate;
import dev.gauntlet.aggregation.Spectral;
import dev.gauntlet.aggregation.TrimmedMean;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys of each aggregation rule. */
final class RuleReader {

  private static final Bounds SIZES = Bounds.above(0).to(Limits.RATE);
  private static final Bounds NOISE = Bounds.from(0).to(Limits.RATE);
  private static final int ITERATIONS = 10_000;

  private RuleReader() {}

  static Aggregator trimmedMean(Section keys) {
    String expected = "expected a number from 0 and below 0.5: " + TrimmedMean.INEQUALITY;
    return new TrimmedMean(keys.setting("share").number(Bounds.from(0).below(0.5), expected));
  }

  static Aggregator krum(Section keys) {
    return new Krum(attackers(keys));
  }

  static Aggregator multiKrum(Section keys) {
    Optional<Setting> selected = keys.optional("selected");
    return new MultiKrum(
        attackers(keys),
        selected.isPresent()
            ? OptionalInt.of(selected.get().integer(1, Limits.CLIENTS))
            : OptionalInt.empty());
  }

  static Aggregator bulyan(Section keys) {
    return new Bulyan(attackers(keys));
  }

  static Aggregator geometricMedian(Section keys) {
    return new GeometricMedian(
        keys.integer("iterations", 1, ITERATIONS),
        keys.number("tolerance", SIZES),
        keys.number("smoothing", SIZES));
  }

  static Aggregator normBounding(Section keys) {
    return new NormBounding(
        size(keys, "bound", "expected the greatest norm of an update"),
        keys.number("noise", NOISE));
  }

  static Aggregator flame(Section keys) {
    return new Flame(keys.number("noise", NOISE));
  }

  static Aggregator centeredClipping(Section keys) {
    return new CenteredClipping(
        size(keys, "radius", "expected how far an update counts in full"),
        keys.integer("iterations", 1, ITERATIONS));
  }

  static Aggregator spectral(Section keys) {
    int dimensions = keys.integer("dimensions", 1, Limits.CHANNELS);
    int history = keys.integer("history", 1, Limits.CHANNELS);
    if (history < dimensions && keys.sound("dimensions", "history")) {
      keys.problem(
          "dimensions",
          dimensions + " is more than there are updates to learn from",
          "expected at most history, " + history);
    }
    return new Spectral(dimensions, Math.max(dimensions, history));
  }

  static Aggregator robustLearningRate(Section keys) {
    return new RobustLearningRate(
        keys.required("threshold", "expected by how many clients one direction must win")
            .map(setting -> setting.integer(1, Limits.CLIENTS))
            .orElse(1));
  }

  private static int attackers(Section keys) {
    return keys.required("attackers", "expected how many attackers the rule is to stand")
        .map(setting -> setting.integer(0, Limits.CLIENTS))
        .orElse(0);
  }

  private static double size(Section keys, String key, String expected) {
    return keys.required(key, expected).map(setting -> setting.number(SIZES)).orElse(1.0);
  }
}
