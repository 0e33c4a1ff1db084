package dev.gauntlet.data.published;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.DataFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of a known set that was read, decoded and found intact.
 *
 * @param origin whose images they are
 * @param part what it holds
 * @param description the file as stored
 */
record CheckedFile(Origin origin, ImagePart part, DataFile description) {

  /**
   * Reads and checks the file of that name in the folder.
   *
   * <p>Content of the genuine length but another checksum is refused, unless the user vouches for
   * it in {@code SHA256SUMS}: most likely it is the genuine file with a flipped bit. Content of
   * another length is the user's own.
   *
   * @param path the file, as {@link StoredFile#locate} found it
   * @throws DataException if the file is damaged
   */
  static CheckedFile read(KnownSet set, KnownFile known, Path path, Sha256Sums vouched) {
    StoredFile file = StoredFile.read(path);
    ImagePart part = known.format().decode(file, set.shape(), set.classes());
    return new CheckedFile(origin(set, known, file, vouched), part, file.description());
  }

  private static Origin origin(KnownSet set, KnownFile known, StoredFile file, Sha256Sums vouched) {
    DataFile stored = file.description();
    Optional<String> sum = vouched.of(stored.name());
    if (sum.isPresent() && !sum.get().equals(stored.sha256())) {
      throw new DataException(
          file.path()
              + " is damaged: expected SHA-256 "
              + sum.get()
              + " by "
              + Sha256Sums.FILE_NAME
              + ", found "
              + stored.sha256());
    }
    Optional<Origin> origin = known.origin(file.contentSha256());
    if (origin.isPresent() || sum.isPresent() || file.content().length != known.bytes()) {
      return origin.orElse(Origin.OTHER);
    }
    throw new DataException(
        file.path()
            + " is damaged or not "
            + set.name()
            + ": expected SHA-256 "
            + known.genuineSha256()
            + ", found "
            + file.contentSha256()
            + (stored.name().endsWith(".gz") ? " (both uncompressed)" : "")
            + ".\nDelete it and run ./gauntlet data --download "
            + set.name()
            + "; or, if these are images of your own, vouch for them with: cd "
            + file.path().toAbsolutePath().getParent()
            + " && sha256sum "
            + stored.name()
            + " >> "
            + Sha256Sums.FILE_NAME);
  }
}
