package dev.gauntlet.attack.trigger;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import java.util.Arrays;

/**
 * All examples, then all of them once more with a backdoor's mark on those that bear it and the
 * label that they are to be taken for; made while they are read.
 */
public final class MarkedTwins implements Examples {

  private final Examples clean;
  private final int[] eligible;
  private final TriggerPattern.Stamp stamp;
  private final int target;

  /**
   * @param eligible the indices of those to be marked, ascending
   */
  public MarkedTwins(Examples clean, int[] eligible, TriggerPattern.Stamp stamp, int target) {
    this.clean = clean;
    this.eligible = eligible.clone();
    this.stamp = stamp;
    this.target = target;
  }

  @Override
  public ImageShape shape() {
    return clean.shape();
  }

  @Override
  public int size() {
    return 2 * clean.size();
  }

  @Override
  public int label(int index) {
    return isMarked(index) ? target : clean.label(index % clean.size());
  }

  @Override
  public void copyPixels(int index, float[] pixels, int offset) {
    clean.copyPixels(index % clean.size(), pixels, offset);
    if (isMarked(index)) {
      stamp.mark(pixels, offset, clean.shape());
    }
  }

  private boolean isMarked(int index) {
    return index >= clean.size() && Arrays.binarySearch(eligible, index - clean.size()) >= 0;
  }
}
