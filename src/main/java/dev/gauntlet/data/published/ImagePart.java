package dev.gauntlet.data.published;

import java.util.List;

/**
 * What one file holds of a set: pixels, labels, or both.
 *
 * @param pixels an unsigned byte a value, image after image; empty in a file of labels
 * @param labels an unsigned byte an image; empty in a file of pixels
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between decoder and set, never compared
record ImagePart(byte[] pixels, byte[] labels) {

  static final byte[] NONE = {};

  /** The pixels of all parts, in order. */
  static byte[] allPixels(List<ImagePart> parts) {
    return concatenate(parts.stream().map(ImagePart::pixels).toList());
  }

  /** The labels of all parts, in order. */
  static byte[] allLabels(List<ImagePart> parts) {
    return concatenate(parts.stream().map(ImagePart::labels).toList());
  }

  private static byte[] concatenate(List<byte[]> arrays) {
    List<byte[]> filled = arrays.stream().filter(array -> array.length > 0).toList();
    if (filled.size() == 1) {
      return filled.get(0); // a set's only file of pixels is tens of megabytes: do not copy it
    }
    byte[] all = new byte[filled.stream().mapToInt(array -> array.length).sum()];
    int end = 0;
    for (byte[] array : filled) {
      System.arraycopy(array, 0, all, end, array.length);
      end += array.length;
    }
    return all;
  }
}
