package dev.gauntlet.aggregation.arithmetic;

import dev.gauntlet.federation.ParameterVector;
import java.util.List;

/** Norms, and the factors that bring vectors down to one. */
public final class Clipping {

  private Clipping() {}

  public static double[] norms(List<ParameterVector> vectors) {
    return vectors.stream().parallel().mapToDouble(ParameterVector::norm).toArray();
  }

  /** {@code min(1, bound / norm)}. */
  public static double factor(double norm, double bound) {
    return norm <= bound ? 1 : bound / norm;
  }
}
