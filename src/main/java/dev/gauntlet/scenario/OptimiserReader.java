package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.OptimiserChange;

/** The keys of an optimiser, in any block that has some of them. */
final class OptimiserReader {

  static final Bounds RATES = Bounds.above(0).to(Limits.RATE);
  static final Bounds MOMENTA = Bounds.from(0).below(1);
  static final Bounds DECAYS = Bounds.from(0).to(Limits.RATE);

  /** Of a plain optimiser at a rate that nobody uses: every key has a default. */
  private static final Optimiser BASE = new Optimiser(1);

  private OptimiserReader() {}

  /** The optimiser of a block in which every key has a value. */
  static Optimiser read(Section keys) {
    Optimiser optimiser = changes(keys).appliedTo(BASE);
    check(keys, optimiser);
    return optimiser;
  }

  /** What a block changes of an optimiser; its keys may be left out. */
  static OptimiserChange changes(Section keys) {
    return new OptimiserChange(
        keys.optionalNumber("learning-rate", RATES),
        keys.optionalNumber("momentum", MOMENTA),
        keys.optional("nesterov").map(Setting::flag),
        keys.optionalNumber("weight-decay", DECAYS));
  }

  /**
   * Reports a block that asks for Nesterov's momentum where there is none.
   *
   * @param optimiser with what the block changes
   */
  static void check(Section keys, Optimiser optimiser) {
    boolean asked = keys.isGiven("nesterov") || keys.isGiven("momentum");
    if (asked
        && keys.sound("nesterov", "momentum")
        && optimiser.nesterov()
        && optimiser.momentum() == 0) {
      keys.problem(
          "nesterov", "does nothing without momentum", "expected false, or momentum above 0");
    }
  }
}
