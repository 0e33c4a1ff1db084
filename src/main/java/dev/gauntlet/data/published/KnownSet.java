package dev.gauntlet.data.published;

import dev.gauntlet.data.ImageShape;
import java.util.List;
import java.util.stream.Stream;

/**
 * A published set of images: its shape and its files.
 *
 * @param name of the set and of its folder
 * @param classes labels run from 0 to {@code classes - 1}
 * @param shape of every image
 * @param training the files of the training images, in order
 * @param test the files of the test images, in order
 */
record KnownSet(
    String name, int classes, ImageShape shape, List<KnownFile> training, List<KnownFile> test) {

  KnownSet {
    training = List.copyOf(training);
    test = List.copyOf(test);
  }

  /** Training files, then test files. */
  List<KnownFile> files() {
    return Stream.concat(training.stream(), test.stream()).toList();
  }
}
