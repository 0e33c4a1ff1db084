package dev.gauntlet.data.published;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.DataFile;
import dev.gauntlet.data.Sha256;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A data file that was read, plain or gzipped.
 *
 * @param path where it is
 * @param content its bytes after decompression; belongs to whoever holds this
 * @param contentSha256 of the content, so that a re-compressed copy is known too
 * @param description the file as stored
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between reader and decoder, never compared
record StoredFile(Path path, byte[] content, String contentSha256, DataFile description) {

  private static final int GZIP_TRAILER_BYTES = 8;

  /** The file of that name in the folder, or the gzipped one: the plain one if both are there. */
  static Optional<Path> locate(Path folder, String name) {
    Path plain = folder.resolve(name);
    Path gzipped = folder.resolve(name + ".gz");
    return Files.isRegularFile(plain)
        ? Optional.of(plain)
        : Optional.of(gzipped).filter(Files::isRegularFile);
  }

  /**
   * Reads a file and decompresses it if its name ends in {@code .gz}.
   *
   * @throws DataException if it cannot be read or its compression is damaged
   */
  static StoredFile read(Path path) {
    byte[] stored;
    try {
      stored = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new DataException(path + " cannot be read: " + e, e);
    }
    byte[] content = path.toString().endsWith(".gz") ? decompress(path, stored) : stored;
    String storedSha256 = Sha256.of(stored);
    return new StoredFile(
        path,
        content,
        content == stored ? storedSha256 : Sha256.of(content),
        new DataFile(path.getFileName().toString(), stored.length, storedSha256));
  }

  private static byte[] decompress(Path path, byte[] stored) {
    try (WholeGzip in = new WholeGzip(stored)) {
      byte[] content = in.readAllBytes();
      int trailing = in.unread() - GZIP_TRAILER_BYTES;
      if (trailing > 0) {
        throw new DataException(
            path + " is damaged: " + trailing + " bytes follow the end of its gzip data");
      }
      return content;
    } catch (EOFException e) {
      throw new DataException(
          path + " is truncated: its gzip data ends early, after " + stored.length + " bytes", e);
    } catch (ZipException e) {
      throw new DataException(path + " is damaged: expected gzip data, found: " + message(e), e);
    } catch (IOException e) {
      throw new DataException(path + " cannot be decompressed: " + message(e), e);
    }
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /**
   * Has all of the compressed bytes in its buffer, so that what is left there at the end is the
   * trailer and whatever does not belong; GZIPInputStream itself ignores the latter.
   */
  private static final class WholeGzip extends GZIPInputStream {

    WholeGzip(byte[] stored) throws IOException {
      super((InputStream) new ByteArrayInputStream(stored), Math.max(stored.length, 1));
    }

    int unread() {
      return inf.getRemaining();
    }
  }
}
