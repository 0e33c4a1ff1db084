package dev.gauntlet.scenario;

import dev.gauntlet.defense.TriggerInversion;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;

/** The block {@code inversion} of the phase "neural-cleanse". */
final class InversionReader {

  private InversionReader() {}

  static TriggerInversion read(Section keys) {
    return new TriggerInversion(
        keys.integer("steps", 1, Limits.ROUNDS),
        keys.integer("batch-size", 1, Limits.BATCH),
        keys.number("learning-rate", Bounds.above(0).to(Limits.RATE)),
        keys.number("success-rate", Bounds.above(0).to(1)),
        keys.number("initial-cost", Bounds.above(0).to(Limits.RATE)),
        keys.number("cost-multiplier", Bounds.above(1).to(Limits.RATE)),
        keys.integer("adapt-every", 1, Limits.ROUNDS));
  }
}
