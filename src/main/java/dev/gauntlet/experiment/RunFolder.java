package dev.gauntlet.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a run. Whole files appear in one step under their name; lines are appended to the
 * others whole.
 */
final class RunFolder {

  static final String SCENARIO = "scenario.conf";
  static final String EVENTS = "events.jsonl";
  static final String METRICS = "metrics.csv";
  static final String SUMMARY = "summary.json";
  static final String MODEL = "model.zip";
  static final String MANIFEST = "manifest.json";

  private static final List<String> FILES =
      List.of(SCENARIO, EVENTS, METRICS, SUMMARY, MODEL, MANIFEST);
  private static final String UNFINISHED = ".part";

  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Checks that a run can go there, without a trace.
   *
   * @throws RequestException if the folder holds anything, unless that is a run to be overwritten,
   *     or cannot be written
   */
  static void check(Path folder, boolean overwrite) throws RequestException {
    Path existing = folder.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      throw new RequestException(existing + " is not a folder; name another with --out");
    }
    if (!Files.isWritable(existing)) {
      throw new RequestException(
          "the folder " + existing + " cannot be written; name another with --out");
    }
    List<String> content = Files.exists(folder) ? list(folder) : List.of();
    if (content.isEmpty()) {
      return;
    }
    if (!content.stream().allMatch(RunFolder::isOfARun) && !content.contains(SCENARIO)) {
      throw new RequestException(
          folder + " holds files that are not a run's; name an empty or a new folder with --out");
    }
    if (!overwrite) {
      throw new RequestException(
          folder + " holds another run; name another folder with --out, or --overwrite it");
    }
  }

  /** Whether a run writes a file of that name, perhaps before it was killed. */
  private static boolean isOfARun(String file) {
    return FILES.stream().anyMatch(known -> file.equals(known) || file.equals(known + UNFINISHED));
  }

  /** Makes the folder, and removes an earlier run's files from it. */
  static RunFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      for (String file : FILES) {
        Files.deleteIfExists(folder.resolve(file));
        Files.deleteIfExists(folder.resolve(file + UNFINISHED));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RunFolder(folder);
  }

  Path path() {
    return folder;
  }

  /** A file of lines that are appended while the run goes on. */
  LineFile lines(String name) {
    return new LineFile(folder.resolve(name));
  }

  void write(String name, String text) {
    write(name, target -> target.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a file aside and moves it to its name once it is whole. */
  void write(String name, Content content) {
    Path unfinished = folder.resolve(name + UNFINISHED);
    try {
      try (OutputStream target = Files.newOutputStream(unfinished)) {
        content.writeTo(target);
      }
      Files.move(
          unfinished,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(unfinished);
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw new UncheckedIOException(e);
    }
  }

  /** What goes into a file. */
  interface Content {
    void writeTo(OutputStream target) throws IOException;
  }

  private static List<String> list(Path folder) throws RequestException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    } catch (IOException e) {
      throw new RequestException("the folder " + folder + " cannot be read: " + e.getMessage());
    }
  }
}
