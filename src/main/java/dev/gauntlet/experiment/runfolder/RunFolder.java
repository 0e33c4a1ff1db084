package dev.gauntlet.experiment.runfolder;

import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.checkpoint.CheckpointFolder;
import dev.gauntlet.data.AtomicFile;
import dev.gauntlet.experiment.request.RequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a run. Whole files appear in one step under their name; lines are appended to the
 * others whole.
 */
public final class RunFolder {

  public static final String SCENARIO = "scenario.conf";
  public static final String EVENTS = "events.jsonl";
  public static final String METRICS = "metrics.csv";
  public static final String SUMMARY = "summary.json";
  public static final String MODEL = "model.zip";
  public static final String MANIFEST = "manifest.json";
  public static final String CHECKPOINTS = "checkpoints";
  static final String BRANCHES = "branches";

  private static final List<String> FILES =
      List.of(SCENARIO, EVENTS, METRICS, SUMMARY, MODEL, MANIFEST);

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
  public static void check(Path folder, boolean overwrite) throws RequestException {
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
    if (RunLock.isHeld(folder)) {
      throw new RequestException(RunLock.refusal(folder));
    }
    if (!overwrite) {
      throw new RequestException(
          folder + " holds another run; name another folder with --out, or --overwrite it");
    }
  }

  /** Whether a run writes a file of that name, perhaps before it was killed. */
  private static boolean isOfARun(String file) {
    return FILES.stream()
            .anyMatch(known -> file.equals(known) || file.equals(known + AtomicFile.UNFINISHED))
        || List.of(CHECKPOINTS, BRANCHES, RunLock.FILE).contains(file);
  }

  /** Makes the folder, and removes an earlier run's files from it. */
  public static RunFolder open(Path folder) {
    return open(folder, false);
  }

  /**
   * The same.
   *
   * @param again whether the scenario stays, because it is about to be run again
   */
  public static RunFolder open(Path folder, boolean again) {
    try {
      Files.createDirectories(folder);
      clear(folder, again);
      Path branches = folder.resolve(BRANCHES);
      if (Files.isDirectory(branches)) {
        for (Path branch : children(branches)) {
          clear(branch, false);
          deleteIfEmpty(branch);
        }
        deleteIfEmpty(branches);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RunFolder(folder);
  }

  /** A folder that a run has begun to fill and goes on with. */
  public static RunFolder goOn(Path folder) {
    try {
      Files.createDirectories(folder);
      for (String file : FILES) {
        Files.deleteIfExists(folder.resolve(file + AtomicFile.UNFINISHED));
      }
      Files.deleteIfExists(folder.resolve(MODEL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RunFolder(folder);
  }

  /** The folder of a branch of the run. */
  public static Path branch(Path run, String name) {
    return run.resolve(BRANCHES).resolve(name);
  }

  private static void clear(Path folder, boolean again) throws IOException {
    for (String file : FILES) {
      if (!again || !file.equals(SCENARIO)) {
        Files.deleteIfExists(folder.resolve(file));
      }
      Files.deleteIfExists(folder.resolve(file + AtomicFile.UNFINISHED));
    }
    new CheckpointFolder(folder.resolve(CHECKPOINTS)).clear();
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder) && children(folder).isEmpty()) {
      Files.delete(folder);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  public CheckpointFolder checkpoints() {
    return new CheckpointFolder(folder.resolve(CHECKPOINTS));
  }

  public Path path() {
    return folder;
  }

  /** A file of lines that are appended while the run goes on. */
  AppendOnlyFile lines(String name) {
    return new AppendOnlyFile(folder.resolve(name));
  }

  /** A file of lines that goes on after that beginning. */
  AppendOnlyFile lines(String name, Checkpoint.FilePosition beginning) {
    return new AppendOnlyFile(folder.resolve(name), beginning);
  }

  public void write(String name, String text) {
    write(name, target -> target.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  public void write(String name, AtomicFile.Content content) {
    try {
      AtomicFile.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> list(Path folder) throws RequestException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    } catch (IOException e) {
      throw new RequestException("the folder " + folder + " cannot be read: " + e.getMessage());
    }
  }
}
