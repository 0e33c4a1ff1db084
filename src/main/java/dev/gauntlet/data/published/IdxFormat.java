package dev.gauntlet.data.published;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.ImageShape;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The IDX format of MNIST: big-endian 32-bit integers, namely a magic number and the length of each
 * dimension, then the values as unsigned bytes, the last dimension varying fastest.
 */
final class IdxFormat {

  private static final int IMAGES_MAGIC = 2051;
  private static final int LABELS_MAGIC = 2049;

  private IdxFormat() {}

  /** Grey images, {@code count x rows x columns}. A {@link FileFormat}. */
  static ImagePart images(StoredFile file, ImageShape shape, int classes) {
    ByteBuffer header = header(file, IMAGES_MAGIC, "images", 3);
    int count = header.getInt();
    int rows = header.getInt();
    int columns = header.getInt();
    if (rows != shape.height() || columns != shape.width()) {
      throw new DataException(
          file.path()
              + ": expected images of "
              + shape.height()
              + " x "
              + shape.width()
              + ", found "
              + Integer.toUnsignedString(rows)
              + " x "
              + Integer.toUnsignedString(columns));
    }
    return new ImagePart(values(file, header, count, shape.size(), "images"), ImagePart.NONE);
  }

  /** The labels of as many images. A {@link FileFormat}. */
  static ImagePart labels(StoredFile file, ImageShape shape, int classes) {
    ByteBuffer header = header(file, LABELS_MAGIC, "labels", 1);
    byte[] labels = values(file, header, header.getInt(), 1, "labels");
    for (int i = 0; i < labels.length; i++) {
      FileFormat.requireLabel(file, i, labels[i], classes);
    }
    return new ImagePart(ImagePart.NONE, labels);
  }

  /** The header behind a magic number that was found right: the lengths of the dimensions. */
  private static ByteBuffer header(StoredFile file, int magic, String what, int dimensions) {
    int length = Integer.BYTES * (1 + dimensions);
    if (file.content().length < length) {
      throw new DataException(
          file.path()
              + " is truncated: expected an IDX header of "
              + length
              + " bytes, found "
              + file.content().length);
    }
    ByteBuffer header = ByteBuffer.wrap(file.content(), 0, length);
    int found = header.getInt();
    if (found != magic) {
      throw new DataException(
          file.path()
              + " is not an IDX file of "
              + what
              + ": expected the magic number "
              + magic
              + ", found "
              + Integer.toUnsignedString(found));
    }
    return header;
  }

  private static byte[] values(
      StoredFile file, ByteBuffer header, int count, int bytesPerItem, String what) {
    long items = Integer.toUnsignedLong(count);
    long expected = header.limit() + items * bytesPerItem;
    int found = file.content().length;
    if (items == 0) {
      throw new DataException(file.path() + ": expected " + what + ", found none");
    }
    if (found != expected) {
      throw new DataException(
          file.path()
              + (found < expected ? " is truncated: " : " has trailing bytes: ")
              + items
              + " "
              + what
              + " take "
              + expected
              + " bytes, found "
              + found);
    }
    return Arrays.copyOfRange(file.content(), header.limit(), found);
  }
}
