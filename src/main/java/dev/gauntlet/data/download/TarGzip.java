package dev.gauntlet.data.download;

import dev.gauntlet.data.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks chosen files of a gzipped POSIX (ustar) tar archive, whatever folder they are in: blocks
 * of 512 bytes, a header with name and octal length, then the content.
 */
final class TarGzip {

  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_BYTES = 12;
  private static final int TYPE_AT = 156;

  private TarGzip() {}

  /**
   * Unpacks the files of those names into a folder; each appears at once and complete.
   *
   * @throws DataException if one is not in the archive or the archive is damaged
   */
  static void extract(Path archive, Set<String> names, Path folder) {
    Set<String> missing = new TreeSet<>(names);
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      byte[] header = in.readNBytes(BLOCK);
      while (header.length == BLOCK && header[0] != 0 && !missing.isEmpty()) {
        long size = Long.parseLong(text(header, SIZE_AT, SIZE_BYTES), 8);
        String path = text(header, 0, NAME_BYTES);
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean regular = header[TYPE_AT] == '0' || header[TYPE_AT] == 0;
        if (regular && missing.remove(name)) {
          copy(in, size, folder.resolve(name));
        } else {
          in.skipNBytes(size);
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        header = in.readNBytes(BLOCK);
      }
    } catch (NumberFormatException | EOFException e) {
      throw new DataException(archive + " is not a whole tar archive: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new DataException(archive + " cannot be unpacked: " + e, e);
    }
    if (!missing.isEmpty()) {
      throw new DataException(archive + " does not contain " + String.join(", ", missing));
    }
  }

  private static void copy(InputStream in, long size, Path target) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(part)) {
      byte[] buffer = new byte[1 << 16];
      long left = size;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException(target.getFileName() + " is cut short");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A header field up to the first zero byte. */
  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.US_ASCII).trim();
  }
}
