package dev.gauntlet.attack;

import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.BitSet;

/** The coordinates of an update that are not among those of the greatest magnitude. */
final class LightCoordinates {

  private LightCoordinates() {}

  /**
   * All coordinates but the {@code floor(share * length)} heaviest; of equally heavy ones the first
   * are the heaviest.
   */
  static BitSet of(ParameterVector update, double heaviestShare) {
    float[] magnitudes = update.toArray();
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = Math.abs(magnitudes[i]);
    }
    float[] sorted = magnitudes.clone();
    Arrays.sort(sorted);
    int heavy = (int) Math.floor(heaviestShare * magnitudes.length + 1e-9);
    BitSet light = new BitSet(magnitudes.length);
    light.set(0, magnitudes.length);
    if (heavy == 0) {
      return light;
    }
    float least = sorted[sorted.length - heavy];
    int left = heavy;
    for (int i = 0; i < magnitudes.length; i++) {
      if (magnitudes[i] > least) {
        light.clear(i);
        left--;
      }
    }
    for (int i = 0; i < magnitudes.length && left > 0; i++) {
      if (magnitudes[i] == least) {
        light.clear(i);
        left--;
      }
    }
    return light;
  }
}
