package dev.gauntlet.data.published;

import java.util.Map;
import java.util.Optional;

/**
 * A file that a known set consists of, and how to tell genuine content.
 *
 * @param name uncompressed; stored under it or with {@code .gz} after it
 * @param format how it is read
 * @param bytes the length of the genuine content, uncompressed
 * @param origins by SHA-256 of the content: what the file then is
 */
record KnownFile(String name, FileFormat format, long bytes, Map<String, Origin> origins) {

  KnownFile {
    origins = Map.copyOf(origins);
  }

  /** What the content is by its checksum; empty if unknown. */
  Optional<Origin> origin(String contentSha256) {
    return Optional.ofNullable(origins.get(contentSha256));
  }

  /** The SHA-256 of the content as the authors publish it. */
  String genuineSha256() {
    return origins.entrySet().stream()
        .filter(entry -> entry.getValue() == Origin.GENUINE)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
