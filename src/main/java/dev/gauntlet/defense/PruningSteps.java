package dev.gauntlet.defense;

import dev.gauntlet.learning.PrunedChannels;
import java.util.ArrayList;
import java.util.List;

/** The sets of channels at which a model is tested while it is pruned. */
public final class PruningSteps {

  private PruningSteps() {}

  /**
   * What is pruned at each test point, the start first.
   *
   * @param before channels pruned already
   * @param order channels in the order in which they are pruned
   * @param step channels between two test points; the last step may be shorter
   */
  public static List<PrunedChannels> of(PrunedChannels before, List<Integer> order, int step) {
    List<PrunedChannels> points = new ArrayList<>();
    points.add(before);
    PrunedChannels pruned = before;
    for (int i = 0; i < order.size(); i++) {
      pruned = pruned.with(order.get(i));
      if ((i + 1) % step == 0 || i == order.size() - 1) {
        points.add(pruned);
      }
    }
    return points;
  }
}
