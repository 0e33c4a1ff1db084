package dev.gauntlet.learning.openblas;

/** The weights of a stage in the order that its matrix products like best. */
final class Weights implements AutoCloseable {

  private final int[] origins;
  private final float[] ordered;
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

  @Override
  public void close() {
    values.close();
  }
}
