package dev.gauntlet.metrics;

import dev.gauntlet.data.Examples;
import java.util.ArrayList;
import java.util.List;

/**
 * What models are measured on. Only the validation images are the server's; the rest belongs to the
 * simulator.
 *
 * @param validation images that the server holds
 * @param test the whole test set
 * @param marked for each adversary that plants a backdoor, the test images that it is about with
 *     its whole trigger, labelled as its target: the share classified so is its attack success rate
 */
public record EvaluationSets(Examples validation, Examples test, List<Examples> marked) {

  public EvaluationSets {
    marked = List.copyOf(marked);
    if (validation.size() == 0 || test.size() == 0) {
      throw new IllegalArgumentException("a model is measured on at least one image of each set");
    }
    if (marked.stream().anyMatch(images -> images.size() == 0)) {
      throw new IllegalArgumentException(
          "the test set has no image of a victim label: there is no success to measure");
    }
  }

  /** How a model does on them, from the shares of right answers in the order of {@link #all}. */
  public static Scores scores(List<Double> shares) {
    return new Scores(shares.get(0), shares.get(1), shares.subList(2, shares.size()));
  }

  /** All sets, in an order that {@link #scores} knows. */
  public List<Examples> all() {
    List<Examples> sets = new ArrayList<>(List.of(validation, test));
    sets.addAll(marked);
    return sets;
  }
}
