package dev.gauntlet.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that appear in one step: nobody sees half of one under its name. */
final class WholeFile {

  /** The end of a file's name until it is whole. */
  static final String UNFINISHED = ".part";

  private WholeFile() {}

  /** What goes into a file. */
  interface Content {
    void writeTo(OutputStream target) throws IOException;
  }

  static void write(Path file, String text) {
    write(file, target -> target.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a file aside and moves it to its name once it is whole. */
  static void write(Path file, Content content) {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      try (OutputStream target = Files.newOutputStream(unfinished)) {
        content.writeTo(target);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(unfinished);
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw new UncheckedIOException(e);
    }
  }
}
