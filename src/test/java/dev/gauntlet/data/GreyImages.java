package dev.gauntlet.data;

/** Images for tests, each of one grey: that of image {@code i} is {@code i / 256}. */
public final class GreyImages implements Examples {

  private final ImageShape shape;
  private final int[] labels;

  public GreyImages(ImageShape shape, int... labels) {
    this.shape = shape;
    this.labels = labels.clone();
  }

  /** The grey of that image. */
  public static float grey(int index) {
    return index / 256f;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void copyPixels(int index, float[] target, int offset) {
    for (int i = 0; i < shape.size(); i++) {
      target[offset + i] = grey(index);
    }
  }
}
