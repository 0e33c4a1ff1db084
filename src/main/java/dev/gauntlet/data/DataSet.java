package dev.gauntlet.data;

import java.security.MessageDigest;
import java.util.List;

/**
 * Training and test images of one origin.
 *
 * @param name as results should call it: {@code "mnist"}, and with a remark where the images are
 *     not the original ones, for example {@code "cifar-10 (JPEG copies)"}
 * @param classes how many classes there are
 * @param training the images that clients share out
 * @param test the images that everything reported is measured on
 * @param files what was read, empty if the images were made by code
 */
public record DataSet(
    String name, int classes, ImageSet training, ImageSet test, List<DataFile> files) {

  public DataSet {
    files = List.copyOf(files);
    if (!training.shape().equals(test.shape())) {
      throw new IllegalArgumentException(
          "training images of "
              + training.shape()
              + " values and test images of "
              + test.shape()
              + " values");
    }
  }

  /** SHA-256 of all images and labels, however they are stored, in hexadecimal. */
  public String sha256() {
    MessageDigest digest = Sha256.digest();
    training.digestInto(digest);
    test.digestInto(digest);
    return Sha256.hex(digest.digest());
  }
}
