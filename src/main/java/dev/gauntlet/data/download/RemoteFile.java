package dev.gauntlet.data.download;

import java.net.URI;
import java.util.List;

/**
 * A file to be fetched.
 *
 * @param name under which it is stored
 * @param bytes its length
 * @param sha256 its checksum in lower-case hexadecimal
 * @param addresses where it can be had, the preferred one first
 */
record RemoteFile(String name, long bytes, String sha256, List<URI> addresses) {

  RemoteFile {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException(name + " needs an address");
    }
  }

  /** Whether it has to be unpacked. */
  boolean isArchive() {
    return name.endsWith(".tar.gz");
  }
}
