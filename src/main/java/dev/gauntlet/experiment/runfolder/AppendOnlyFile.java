package dev.gauntlet.experiment.runfolder;

import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.data.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A text file that grows by whole lines: what is on disk always ends with the end of a line. */
public final class AppendOnlyFile implements AutoCloseable {

  private static final int PENDING_LIMIT = 1 << 16;

  private final FileChannel channel;
  private final StringBuilder pending = new StringBuilder();
  private final MessageDigest hash = Sha256.digest();

  /** Creates the file, which must not exist. */
  AppendOnlyFile(Path path) {
    try {
      channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the file to go on after its beginning; what comes after that is cut off. */
  AppendOnlyFile(Path path, Checkpoint.FilePosition beginning) {
    try {
      FileBeginning.read(path, beginning.bytes(), (part, count) -> hash.update(part, 0, count));
      channel = FileChannel.open(path, StandardOpenOption.WRITE);
      channel.truncate(beginning.bytes());
      channel.position(beginning.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the file begins so. */
  public static boolean begins(Path path, Checkpoint.FilePosition beginning) throws IOException {
    if (!Files.exists(path) || Files.size(path) < beginning.bytes()) {
      return false;
    }
    MessageDigest hash = Sha256.digest();
    FileBeginning.read(path, beginning.bytes(), (part, count) -> hash.update(part, 0, count));
    return Sha256.hex(hash.digest()).equals(beginning.sha256());
  }

  /** How far the file is, with all that has been appended. */
  Checkpoint.FilePosition position() {
    flush();
    try {
      MessageDigest until = (MessageDigest) hash.clone();
      return new Checkpoint.FilePosition(channel.position(), Sha256.hex(until.digest()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 can be copied on every Java platform", e);
    }
  }

  /** Makes durable what has been flushed; from any thread. */
  void force() {
    try {
      channel.force(false);
    } catch (ClosedChannelException e) {
      // Whoever closed it has seen to that.
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
      hash.update(bytes.rewind());
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
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
