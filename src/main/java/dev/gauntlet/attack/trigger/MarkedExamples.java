package dev.gauntlet.attack.trigger;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.Subset;

/** Some examples with a backdoor's mark on and another label, made while they are read. */
public final class MarkedExamples implements Examples {

  private final Subset source;
  private final TriggerPattern.Stamp stamp;
  private final int label;

  public MarkedExamples(Examples source, int[] indices, TriggerPattern.Stamp stamp, int label) {
    this.source = new Subset(source, indices);
    this.stamp = stamp;
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
    stamp.mark(target, offset, source.shape());
  }
}
