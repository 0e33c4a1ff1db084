package dev.gauntlet.data.published;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.ImageShape;

/**
 * The binary version of CIFAR-10: records of a label byte and the planes of red, green and blue,
 * row by row, without any header.
 */
final class CifarFormat {

  private CifarFormat() {}

  /** Records of a label and an image. A {@link FileFormat}. */
  static ImagePart records(StoredFile file, ImageShape shape, int classes) {
    byte[] content = file.content();
    int pixels = shape.size();
    int record = 1 + pixels;
    if (content.length == 0 || content.length % record != 0) {
      throw new DataException(
          file.path()
              + " is truncated or has trailing bytes: expected records of "
              + record
              + " bytes, found "
              + content.length
              + " bytes, "
              + content.length % record
              + " more than whole records take");
    }
    int count = content.length / record;
    byte[] allPixels = new byte[count * pixels];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = content[i * record];
      FileFormat.requireLabel(file, i, labels[i], classes);
      System.arraycopy(content, i * record + 1, allPixels, i * pixels, pixels);
    }
    return new ImagePart(allPixels, labels);
  }
}
