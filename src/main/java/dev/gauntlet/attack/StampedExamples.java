package dev.gauntlet.attack;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.Selection;

/** Some examples with a trigger stamped on and another label, made while they are read. */
final class StampedExamples implements Examples {

  private final Selection source;
  private final Trigger trigger;
  private final int label;

  StampedExamples(Examples source, int[] indices, Trigger trigger, int label) {
    this.source = new Selection(source, indices);
    this.trigger = trigger;
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
    trigger.stamp(target, offset, source.shape());
  }
}
