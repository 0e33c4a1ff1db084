package dev.gauntlet.data;

/** Some examples of a set, in an order of their own. The pixels stay where they are. */
public final class Subset implements Examples {

  private final Examples source;
  private final int[] indices;

  /**
   * @param source where the examples are
   * @param indices which of them, in order; repeats are allowed
   */
  public Subset(Examples source, int[] indices) {
    for (int index : indices) {
      if (index < 0 || index >= source.size()) {
        throw new IndexOutOfBoundsException(index + " is not one of " + source.size());
      }
    }
    this.source = source;
    this.indices = indices.clone();
  }

  @Override
  public ImageShape shape() {
    return source.shape();
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public int label(int index) {
    return source.label(indices[index]);
  }

  @Override
  public void copyPixels(int index, float[] target, int offset) {
    source.copyPixels(indices[index], target, offset);
  }
}
