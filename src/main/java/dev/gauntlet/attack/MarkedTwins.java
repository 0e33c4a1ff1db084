package dev.gauntlet.attack;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import java.util.Arrays;

/**
 * All examples, then all of them once more with a backdoor's mark on those that bear it and the
 * label that they are to be taken for; made while they are read.
 */
final class MarkedTwins implements Examples {

  private final Examples clean;
  private final int[] bearers;
  private final Marking.Brush brush;
  private final int target;

  /**
   * @param bearers the indices of those to be marked, ascending
   */
  MarkedTwins(Examples clean, int[] bearers, Marking.Brush brush, int target) {
    this.clean = clean;
    this.bearers = bearers.clone();
    this.brush = brush;
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
      brush.mark(pixels, offset, clean.shape());
    }
  }

  private boolean isMarked(int index) {
    return index >= clean.size() && Arrays.binarySearch(bearers, index - clean.size()) >= 0;
  }
}
