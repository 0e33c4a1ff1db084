package dev.gauntlet.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A text file that grows by whole lines: what is on disk always ends with the end of a line. */
final class LineFile implements AutoCloseable {

  private static final int PENDING_LIMIT = 1 << 16;

  private final FileChannel channel;
  private final StringBuilder pending = new StringBuilder();

  /** Creates the file, which must not exist. */
  LineFile(Path path) {
    try {
      channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Appends a line, given without its end; it reaches the disk with {@link #flush} at the latest.
   */
  void append(String line) {
    pending.append(line).append('\n');
    if (pending.length() > PENDING_LIMIT) {
      flush();
    }
  }

  /** Writes what is pending, or nothing of it if the disk is full. */
  void flush() {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(pending.toString());
    long whole = -1;
    try {
      whole = channel.position();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      pending.setLength(0);
    } catch (IOException e) {
      dropHalfALine(whole, e);
      throw new UncheckedIOException(e);
    }
  }

  private void dropHalfALine(long whole, IOException cause) {
    try {
      if (whole >= 0) {
        channel.truncate(whole);
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try (channel) {
      flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
