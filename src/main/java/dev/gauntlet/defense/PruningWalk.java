package dev.gauntlet.defense;

import dev.gauntlet.learning.PrunedChannels;
import java.util.ArrayList;
import java.util.List;

/** A walk down a pruning order, from test to test, until the stop rule is broken. */
public final class PruningWalk {

  private final List<Integer> order;
  private final PruningStop stop;
  private final List<PrunedChannels> points;
  private final List<Double> accuracies = new ArrayList<>();

  /**
   * A walk at its start.
   *
   * @param before channels pruned already, which are left out of the order
   * @param order channels, the first to be pruned first
   * @param step channels between two tests
   */
  public PruningWalk(PrunedChannels before, List<Integer> order, int step, PruningStop stop) {
    this.order = order.stream().filter(channel -> !before.contains(channel)).toList();
    this.stop = stop;
    this.points = PruningSteps.of(before, this.order, step);
  }

  /** The channels that can be pruned, the first to be pruned first. */
  public List<Integer> order() {
    return order;
  }

  /** How many tests there are at most, that of the start included. */
  public int tests() {
    return points.size();
  }

  /** What is pruned at the next test. */
  public PrunedChannels next() {
    return points.get(accuracies.size());
  }

  /**
   * Takes the accuracy of the next test.
   *
   * @return how many channels of the order are pruned there
   */
  public int take(double accuracy) {
    int pruned = next().count() - points.get(0).count();
    accuracies.add(accuracy);
    return pruned;
  }

  /** Whether there is nothing more to test. */
  public boolean isOver() {
    return accuracies.size() == points.size()
        || (!accuracies.isEmpty() && stop.isBrokenBy(accuracies));
  }

  /** What may be pruned, with what was pruned before. */
  public PrunedChannels prunedChannels() {
    return points.get(stop.stepsKept(accuracies));
  }

  /** The channels of the order that may be pruned, in its order. */
  public List<Integer> pruned() {
    return order.subList(0, prunedChannels().count() - points.get(0).count());
  }
}
