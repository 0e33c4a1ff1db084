package dev.gauntlet.data.published;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.ImageShape;

/** How a file's bytes are read: one of the methods of {@link IdxFormat} and {@link CifarFormat}. */
@FunctionalInterface
interface FileFormat {

  /**
   * Decodes a file's content.
   *
   * @param shape that every image must have
   * @param classes labels run from 0 to {@code classes - 1}
   * @throws DataException if the content is not in this format, is cut short or goes on after its
   *     end
   */
  ImagePart decode(StoredFile file, ImageShape shape, int classes);

  /** Refuses a label that is not below {@code classes}. */
  static void requireLabel(StoredFile file, int item, byte label, int classes) {
    if (Byte.toUnsignedInt(label) >= classes) {
      throw new DataException(
          file.path()
              + " is damaged: expected labels from 0 to "
              + (classes - 1)
              + ", found "
              + Byte.toUnsignedInt(label)
              + " for item "
              + item);
    }
  }
}
