package dev.gauntlet.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model does on {@link EvaluationSets}: shares of right answers, from 0 to 1.
 *
 * @param validation on the server's images
 * @param test on the test set: the accuracy
 * @param triggered for each adversary with a backdoor, on its images: the attack success rate
 */
public record Scores(double validation, double test, List<Double> triggered) {

  public Scores {
    triggered = List.copyOf(triggered);
  }

  /** The mean attack success rate of the adversaries; null if none has a backdoor. */
  public @Nullable Double meanSuccess() {
    return triggered.isEmpty()
        ? null
        : triggered.stream().mapToDouble(Double::doubleValue).sum() / triggered.size();
  }
}
