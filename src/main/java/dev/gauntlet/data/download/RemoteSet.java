package dev.gauntlet.data.download;

import java.util.List;

/**
 * A set of images as it is published.
 *
 * @param name one of {@link dev.gauntlet.data.published.ImageSets#names()}
 * @param files what to fetch
 */
record RemoteSet(String name, List<RemoteFile> files) {

  RemoteSet {
    files = List.copyOf(files);
  }
}
