package dev.gauntlet.experiment;

import dev.gauntlet.report.MatrixReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The tables of a grid of runs, in the folder around the runs' folders. */
final class MatrixFiles {

  static final String TABLE = "matrix.txt";
  static final String CELLS = "matrix.csv";
  static final String RUNS = "runs.csv";

  private MatrixFiles() {}

  static void write(Path folder, MatrixReport report) {
    try {
      Files.createDirectories(folder);
      write(folder.resolve(TABLE), report.table());
      write(folder.resolve(CELLS), report.cellsCsv());
      write(folder.resolve(RUNS), report.runsCsv());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Aside first, so that no file is ever half written. */
  private static void write(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(unfinished, text);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
