package dev.gauntlet.learning;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;

/** What every engine asks of its arguments. */
public final class Inputs {

  private Inputs() {}

  /**
   * Checks that a model and images fit a network.
   *
   * @throws IllegalArgumentException if the model has another number of parameters than the
   *     network, or the images another shape than its input
   */
  public static void require(Architecture architecture, ParameterVector model, Examples examples) {
    if (model.length() != architecture.parameterCount()) {
      throw new IllegalArgumentException(
          architecture.name()
              + " has "
              + architecture.parameterCount()
              + " parameters, not "
              + model.length());
    }
    if (!examples.shape().equals(architecture.input())) {
      throw new IllegalArgumentException(
          architecture.name()
              + " reads images of "
              + architecture.input()
              + ", not "
              + examples.shape());
    }
  }

  /**
   * The label, checked.
   *
   * @throws IllegalArgumentException if the label is not one of the network's classes
   */
  public static int requireClass(Architecture architecture, int label) {
    if (label < 0 || label >= architecture.classes()) {
      throw new IllegalArgumentException(
          "label " + label + " is not one of " + architecture.classes() + " classes");
    }
    return label;
  }

  /**
   * Refuses a mean over nothing.
   *
   * @throws IllegalArgumentException if there is no example
   */
  public static void requireSome(Examples examples) {
    if (examples.size() == 0) {
      throw new IllegalArgumentException("a mean loss needs at least one example");
    }
  }
}
