package dev.gauntlet.learning;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;

/** How often a network is right. */
public final class Accuracy {

  private Accuracy() {}

  /** How many of the examples are classified as their label says. */
  public static int countCorrect(Learner learner, ParameterVector model, Examples examples) {
    int[] predicted = learner.predict(model, examples);
    int correct = 0;
    for (int i = 0; i < predicted.length; i++) {
      correct += predicted[i] == examples.label(i) ? 1 : 0;
    }
    return correct;
  }

  /** The share of the examples that are classified as their label says; NaN of none. */
  public static double of(Learner learner, ParameterVector model, Examples examples) {
    return (double) countCorrect(learner, model, examples) / examples.size();
  }
}
