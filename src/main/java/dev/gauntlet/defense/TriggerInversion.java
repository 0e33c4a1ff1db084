package dev.gauntlet.defense;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.Subset;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.InputGradient;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trigger inversion by Neural Cleanse (Wang et al., IEEE S&P 2019, section IV): for a label, the
 * smallest change that makes the model take any image for it. Minimises the mean cross-entropy of
 * the stamped images, labelled so, plus {@code cost} times the mask's sum, with Adam over mask and
 * pattern in the space of the inverse hyperbolic tangent, where both stay within [0, 1].
 *
 * <p>The cost is adapted as in the authors' program: it is 0 until the trigger works, and from then
 * on {@code costMultiplier} times as large whenever it works and {@code costMultiplier^1.5} times
 * smaller whenever it does not. Of the masks that work the smallest is the result; if none does,
 * the last.
 *
 * @param steps of the optimiser, each on one batch
 * @param batchSize images a step; all there are if fewer
 * @param learningRate Adam's step size
 * @param successRate the share of images that a trigger that works deceives
 * @param initialCost the first cost above 0
 * @param costMultiplier how fast the cost changes, above 1
 * @param window steps between two adaptations, over which success is measured
 */
public record TriggerInversion(
    int steps,
    int batchSize,
    double learningRate,
    double successRate,
    double initialCost,
    double costMultiplier,
    int window) {

  /** Of the decrease over the increase (the authors' program). */
  private static final double DECREASE = 1.5;

  public TriggerInversion {
    if (steps < 1 || batchSize < 1 || window < 1) {
      throw new IllegalArgumentException("steps, batch size and window are at least 1");
    }
    if (!(learningRate > 0) || !(initialCost > 0) || !(costMultiplier > 1)) {
      throw new IllegalArgumentException(
          "the learning rate and the initial cost are above 0, the multiplier above 1");
    }
    if (!(successRate > 0) || !(successRate <= 1)) {
      throw new IllegalArgumentException("the success rate is above 0 and at most 1");
    }
  }

  /**
   * The smallest trigger found.
   *
   * @param images clean ones of all labels, at least one
   * @param label that they are to be taken for
   * @param random draws where the search begins, and the order of the images
   */
  public InvertedTrigger invert(
      Learner learner, ParameterVector model, Examples images, int label, RandomGenerator random) {
    TriggerVariables variables = new TriggerVariables(images.shape(), learningRate, random);
    int[] order = IntStream.range(0, images.size()).toArray();
    int size = Math.min(batchSize, images.size());
    int next = order.length;
    double cost = 0;
    int deceived = 0;
    int shown = 0;
    @Nullable InvertedTrigger best = null;
    InvertedTrigger trigger = variables.trigger();
    for (int step = 1; step <= steps; step++) {
      if (next + size > order.length) {
        RandomStreams.shuffle(order, random);
        next = 0;
      }
      Examples batch = new Subset(images, Arrays.copyOfRange(order, next, next + size));
      next += size;
      trigger = variables.trigger();
      InputGradient gradient =
          learner.inputGradient(model, TriggeredImages.labelled(batch, trigger, label));
      deceived += gradient.correct();
      shown += size;
      variables.descend(trigger, batch, gradient.slopes(), cost);
      if (step % window == 0 || step == steps) {
        trigger = trigger.withSuccessRate((double) deceived / shown);
        boolean works = trigger.successRate() >= successRate;
        if (works && (best == null || trigger.norm() < best.norm())) {
          best = trigger;
        }
        cost = adapted(cost, works);
        deceived = 0;
        shown = 0;
      }
    }
    return best == null ? trigger : best;
  }

  private double adapted(double cost, boolean works) {
    if (cost == 0) {
      return works ? initialCost : 0;
    }
    return works ? cost * costMultiplier : cost / Math.pow(costMultiplier, DECREASE);
  }
}
