package dev.gauntlet.experiment.runfolder;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first bytes of a file that may go on. */
public final class FileBeginning {

  private static final int PART_BYTES = 1 << 16;

  private FileBeginning() {}

  /** Takes some of the bytes, in their order. */
  public interface Taker {
    void take(byte[] part, int count) throws IOException;
  }

  /**
   * Reads so many bytes.
   *
   * @throws EOFException if the file is shorter
   */
  public static void read(Path file, long bytes, Taker taker) throws IOException {
    try (InputStream source = Files.newInputStream(file)) {
      byte[] part = new byte[PART_BYTES];
      for (long left = bytes; left > 0; ) {
        int read = source.read(part, 0, (int) Math.min(left, part.length));
        if (read < 0) {
          throw new EOFException(file + " is shorter than " + bytes + " bytes");
        }
        taker.take(part, read);
        left -= read;
      }
    }
  }
}
