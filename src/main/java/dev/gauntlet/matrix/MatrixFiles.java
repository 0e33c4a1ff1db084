package dev.gauntlet.matrix;

import dev.gauntlet.data.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tables of a grid of runs, in the folder around the runs' folders. */
final class MatrixFiles {

  static final String TABLE = "matrix.txt";
  static final String CELLS = "matrix.csv";
  static final String RUNS = "runs.csv";

  private MatrixFiles() {}

  static void write(Path folder, MatrixReport report) {
    try {
      Files.createDirectories(folder);
      AtomicFile.write(folder.resolve(TABLE), report.table());
      AtomicFile.write(folder.resolve(CELLS), report.cellsCsv());
      AtomicFile.write(folder.resolve(RUNS), report.runsCsv());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
