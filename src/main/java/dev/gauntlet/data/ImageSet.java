package dev.gauntlet.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Labelled images, kept as the bytes they were read as and shared by everyone who reads them. The
 * arrays handed over belong to the set from then on.
 */
public final class ImageSet implements Examples {

  private static final float[] SCALED = new float[256];

  static {
    for (int value = 0; value < SCALED.length; value++) {
      SCALED[value] = value / 255f;
    }
  }

  private final ImageShape shape;
  private final int classes;
  private final byte[] pixels;
  private final byte[] labels;

  /**
   * @param shape of every image
   * @param classes how many classes there are; labels run from 0 to {@code classes - 1}
   * @param pixels all images one after the other, an unsigned byte a value
   * @param labels an unsigned byte an image
   * @throws IllegalArgumentException if lengths do not match or a label is out of range
   */
  public ImageSet(ImageShape shape, int classes, byte[] pixels, byte[] labels) {
    if (pixels.length != (long) labels.length * shape.size()) {
      throw new IllegalArgumentException(
          labels.length
              + " labels need "
              + (long) labels.length * shape.size()
              + " pixel bytes, not "
              + pixels.length);
    }
    for (int i = 0; i < labels.length; i++) {
      if (Byte.toUnsignedInt(labels[i]) >= classes) {
        throw new IllegalArgumentException(
            "label "
                + Byte.toUnsignedInt(labels[i])
                + " of item "
                + i
                + " is not one of "
                + classes
                + " classes");
      }
    }
    this.shape = shape;
    this.classes = classes;
    this.pixels = pixels;
    this.labels = labels;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  /** How many classes there are. */
  public int classes() {
    return classes;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int label(int index) {
    return Byte.toUnsignedInt(labels[index]);
  }

  /** Adds all images and labels to a digest. */
  void digestInto(MessageDigest digest) {
    digest.update((shape + " " + labels.length).getBytes(StandardCharsets.UTF_8));
    digest.update(labels);
    digest.update(pixels);
  }

  @Override
  public void copyPixels(int index, float[] target, int offset) {
    int size = shape.size();
    int start = index * size;
    for (int i = 0; i < size; i++) {
      target[offset + i] = SCALED[pixels[start + i] & 0xFF];
    }
  }
}
