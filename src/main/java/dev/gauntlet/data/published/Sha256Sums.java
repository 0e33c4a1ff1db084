package dev.gauntlet.data.published;

import dev.gauntlet.data.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A folder's {@code SHA256SUMS} file as {@code sha256sum} writes it: how a user vouches for files
 * of their own, which are then checked against it as strictly as the genuine ones are.
 *
 * @param byName the checksum of each file named, of its bytes as stored
 */
record Sha256Sums(Map<String, String> byName) {

  static final String FILE_NAME = "SHA256SUMS";

  Sha256Sums {
    byName = Map.copyOf(byName);
  }

  /**
   * Reads the folder's file; without one there are no checksums.
   *
   * @throws DataException if it cannot be read or a line is not a checksum and a name
   */
  static Sha256Sums in(Path folder) {
    Path path = folder.resolve(FILE_NAME);
    if (!Files.isRegularFile(path)) {
      return new Sha256Sums(Map.of());
    }
    Map<String, String> sums = new HashMap<>();
    try {
      for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
        if (line.isBlank()) {
          continue;
        }
        // "<64 hexadecimal digits> <space or *><name>"
        if (!line.matches("[0-9a-fA-F]{64} [ *].+")) {
          throw new DataException(
              path + ": expected lines as sha256sum writes them, found: " + line);
        }
        sums.put(line.substring(66), line.substring(0, 64).toLowerCase(Locale.ROOT));
      }
    } catch (IOException e) {
      throw new DataException(path + " cannot be read: " + e, e);
    }
    return new Sha256Sums(sums);
  }

  Optional<String> of(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
