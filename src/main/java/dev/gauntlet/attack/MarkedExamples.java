package dev.gauntlet.attack;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.Selection;

/** Some examples with a backdoor's mark on and another label, made while they are read. */
final class MarkedExamples implements Examples {

  private final Selection source;
  private final Marking.Brush brush;
  private final int label;

  MarkedExamples(Examples source, int[] indices, Marking.Brush brush, int label) {
    this.source = new Selection(source, indices);
    this.brush = brush;
    this.label = label;
  }

  @Override
  public ImageShape shape() {
    return source.shape();
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public int label(int index) {
    return label;
  }

  @Override
  public void copyPixels(int index, float[] target, int offset) {
    source.copyPixels(index, target, offset);
    brush.mark(target, offset, source.shape());
  }
}
