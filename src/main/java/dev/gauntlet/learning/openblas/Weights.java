package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.Descent;
import dev.gauntlet.learning.Optimiser;
import java.util.Arrays;

/** The weights of a stage in the order that its matrix products like best, and their steps. */
final class Weights implements AutoCloseable {

  /** Values that are copied to plain arrays and back at a time: they stay in the first cache. */
  private static final int CHUNK = 2048;

  private final int[] origins;
  private final float[] ordered;
  private final float[] chunk = new float[CHUNK];
  private final float[] slopes = new float[CHUNK];
  private float[] velocity = {};
  final Floats values;

  /**
   * Makes weights of 0.
   *
   * @param origins where in the flattened parameter vector each weight comes from
   */
  Weights(int[] origins) {
    this.origins = origins;
    ordered = new float[origins.length];
    values = new Floats(origins.length);
  }

  void load(float[] parameters) {
    for (int i = 0; i < origins.length; i++) {
      ordered[i] = parameters[origins[i]];
    }
    values.values.put(0, ordered);
  }

  void store(float[] parameters) {
    values.values.get(0, ordered);
    for (int i = 0; i < origins.length; i++) {
      parameters[origins[i]] = ordered[i];
    }
  }

  /** How steps go that begin now, from velocity 0. */
  Descent begin(Optimiser optimiser, double l2) {
    Descent descent = Descent.of(optimiser, l2);
    if (descent.hasMomentum() && velocity.length == 0) {
      velocity = new float[origins.length];
    } else {
      Arrays.fill(velocity, 0f);
    }
    return descent;
  }

  /** Takes a step. */
  void step(Floats gradient, Descent descent) {
    for (int from = 0; from < origins.length; from += CHUNK) {
      int length = Math.min(CHUNK, origins.length - from);
      values.values.get(from, chunk, 0, length);
      gradient.values.get(from, slopes, 0, length);
      if (descent.hasMomentum()) {
        descent.step(chunk, slopes, length, velocity, from);
      } else {
        descent.step(chunk, slopes, length);
      }
      values.values.put(from, chunk, 0, length);
    }
  }

  @Override
  public void close() {
    values.close();
  }
}
