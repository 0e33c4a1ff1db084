package dev.gauntlet.data;

import java.util.List;

/** Two sequences of examples of one shape, one after the other. */
public record Concatenation(Examples first, Examples second) implements Examples {

  /** Several, at least one, in that order. */
  public static Examples of(List<Examples> parts) {
    return parts.stream().reduce(Concatenation::new).orElseThrow();
  }

  @Override
  public ImageShape shape() {
    return first.shape();
  }

  @Override
  public int size() {
    return first.size() + second.size();
  }

  @Override
  public int label(int index) {
    return index < first.size() ? first.label(index) : second.label(index - first.size());
  }

  @Override
  public void copyPixels(int index, float[] target, int offset) {
    if (index < first.size()) {
      first.copyPixels(index, target, offset);
    } else {
      second.copyPixels(index - first.size(), target, offset);
    }
  }
}
