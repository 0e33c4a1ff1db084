package dev.gauntlet.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that appear in one step and stay, also when the power fails: nobody sees half of one under
 * its name, and once it has its name it is on the disk.
 */
public final class AtomicFile {

  /** The end of a file's name until it is whole. */
  public static final String UNFINISHED = ".part";

  private static final int BUFFER_BYTES = 1 << 16;

  private AtomicFile() {}

  /** What goes into a file. */
  public interface Content {
    /** Writes it all. */
    void writeTo(OutputStream target) throws IOException;
  }

  /** Writes a text in UTF-8; see {@link #write(Path, Content)}. */
  public static void write(Path file, String text) throws IOException {
    write(file, target -> target.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes a file, or puts it in the place of the one that is there.
   *
   * @throws IOException if it cannot be written; what was there is there still, unless only the
   *     folder could not be forced to the disk
   */
  public static void write(Path file, Content content) throws IOException {
    Path unfinished = unfinished(file);
    boolean written = false;
    try {
      try (OutputStream target =
          new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER_BYTES)) {
        content.writeTo(target);
      }
      finish(file);
      written = true;
    } finally {
      if (!written) {
        Files.deleteIfExists(unfinished);
      }
    }
  }

  /** Where the file is until it is whole: beside its place. */
  public static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + UNFINISHED);
  }

  /** Gives what stands in {@link #unfinished} its name. */
  public static void finish(Path file) throws IOException {
    Path unfinished = unfinished(file);
    force(unfinished, StandardOpenOption.WRITE);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    // The name is durable once the folder is, where the system lets a folder be opened.
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      force(file.resolveSibling("").toAbsolutePath(), StandardOpenOption.READ);
    }
  }

  private static void force(Path path, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }
}
