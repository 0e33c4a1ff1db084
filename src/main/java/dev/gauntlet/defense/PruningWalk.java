package dev.gauntlet.defense;

import dev.gauntlet.learning.PrunedChannels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk down a pruning order, from test to test, until the stop rule ends it. Every point is
 * judged against the last that was kept: one that breaks a limit is followed by up to {@code
 * look-ahead} further ones, of a step more each, and the first that is within the limits is kept
 * with all channels up to it. Where none is, the channels of the step that broke the limit are
 * skipped, as long as that is allowed, and the walk goes on with those after them.
 */
public final class PruningWalk {

  private final PrunedChannels before;
  private final List<Integer> order;
  private final int step;
  private final PruningStop stop;

  /** Channels that may be pruned: those of the last point that was kept. */
  private final List<Integer> kept = new ArrayList<>();

  private final List<Integer> skipped = new ArrayList<>();
  private double startAccuracy;
  private double keptAccuracy;

  /** How many channels of the order are either kept or skipped. */
  private int decided;

  /** How many points in a row have broken a limit. */
  private int broken;

  private int refusals;
  private boolean started;
  private boolean over;

  /**
   * A walk at its start.
   *
   * @param before channels pruned already, which are left out of the order
   * @param order channels, the first to be pruned first
   * @param step channels between two tests
   */
  public PruningWalk(PrunedChannels before, List<Integer> order, int step, PruningStop stop) {
    this.before = before;
    this.order = order.stream().filter(channel -> !before.contains(channel)).toList();
    this.step = step;
    this.stop = stop;
  }

  /** The channels that can be pruned, the first to be pruned first. */
  public List<Integer> order() {
    return order;
  }

  /** How many tests a walk has that reaches the end of the order and skips nothing. */
  public int tests() {
    return PruningSteps.of(before, order, step).size();
  }

  /** What is pruned at the next test. */
  public PrunedChannels next() {
    return withBefore(tested());
  }

  /**
   * Takes the accuracy of the next test.
   *
   * @return how many channels of the order are pruned there
   */
  public int take(double accuracy) {
    List<Integer> tested = tested();
    if (!started) {
      started = true;
      startAccuracy = accuracy;
      keptAccuracy = accuracy;
    } else if (stop.isBroken(startAccuracy, keptAccuracy, accuracy)) {
      undo();
    } else {
      decided = end();
      broken = 0;
      kept.addAll(tested.subList(kept.size(), tested.size()));
      keptAccuracy = accuracy;
    }
    over |= decided == order.size();
    return tested.size();
  }

  private void undo() {
    boolean last = end() == order.size();
    broken++;
    if (broken <= stop.lookAhead() && !last) {
      return;
    }
    broken = 0;
    if (refusals == stop.skip()) {
      over = true;
      return;
    }
    refusals++;
    skipped.addAll(order.subList(decided, end()));
    decided = end();
  }

  /** Whether there is nothing more to test. */
  public boolean isOver() {
    return over;
  }

  /** The channels skipped so far, in the order; null where none may be. */
  public @Nullable List<Integer> skipped() {
    return stop.skip() == 0 ? null : List.copyOf(skipped);
  }

  /** What may be pruned, with what was pruned before. */
  public PrunedChannels prunedChannels() {
    return withBefore(kept);
  }

  /** The channels of the order that may be pruned, in its order. */
  public List<Integer> pruned() {
    return List.copyOf(kept);
  }

  /** The channels of the order that are pruned at the next test. */
  private List<Integer> tested() {
    List<Integer> channels = new ArrayList<>(kept);
    channels.addAll(order.subList(decided, started ? end() : decided));
    return channels;
  }

  /** Up to where in the order the next test goes. */
  private int end() {
    return (int) Math.min(order.size(), decided + (broken + 1L) * step);
  }

  private PrunedChannels withBefore(List<Integer> channels) {
    PrunedChannels all = before;
    for (int channel : channels) {
      all = all.with(channel);
    }
    return all;
  }
}
