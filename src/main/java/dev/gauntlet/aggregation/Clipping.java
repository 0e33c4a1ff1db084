package dev.gauntlet.aggregation;

import dev.gauntlet.federation.ParameterVector;
import java.util.List;

/** Norms, and the factors that bring vectors down to one. */
final class Clipping {

  private Clipping() {}

  static double[] norms(List<ParameterVector> vectors) {
    return vectors.stream().parallel().mapToDouble(ParameterVector::norm).toArray();
  }

  /** {@code min(1, bound / norm)}. */
  static double factor(double norm, double bound) {
    return norm <= bound ? 1 : bound / norm;
  }
}
