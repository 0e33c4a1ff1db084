package dev.gauntlet.checkpoint;

import dev.gauntlet.data.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints of a run: of every phase, and of the rounds last done. A file has its name only
 * once it is whole and on the disk.
 */
public final class CheckpointFolder {

  private final Path folder;

  /**
   * @param folder which need not exist
   */
  public CheckpointFolder(Path folder) {
    this.folder = folder;
  }

  /** The places of which there is a file, readable or not, the latest first. */
  public List<CheckpointId> places() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> CheckpointId.ofFile(String.valueOf(file.getFileName())).stream())
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /** The file of a place. */
  public Path file(CheckpointId place) {
    return folder.resolve(place.file());
  }

  /**
   * Reads the checkpoint of that place.
   *
   * @throws CheckpointException if it cannot be read
   */
  public Checkpoint read(CheckpointId place) throws CheckpointException {
    try {
      return CheckpointFile.read(Files.readAllBytes(file(place)));
    } catch (IOException e) {
      throw new CheckpointException("it cannot be read: " + e);
    }
  }

  /**
   * The latest checkpoint that can be read.
   *
   * @param warnings gets a line for each later one, which cannot
   */
  public Optional<Checkpoint> latest(List<String> warnings) throws IOException {
    List<String> damaged = new ArrayList<>();
    Optional<Checkpoint> found = Optional.empty();
    for (CheckpointId place : places()) {
      try {
        found = Optional.of(read(place));
        break;
      } catch (CheckpointException e) {
        damaged.add(file(place) + " is not used: " + e.getMessage());
      }
    }
    warnings.addAll(damaged);
    return found;
  }

  /**
   * Writes a checkpoint, and removes those of rounds that are too many.
   *
   * @param roundsKept how many of rounds are kept, at least 1
   */
  public void write(Checkpoint checkpoint, int roundsKept) throws IOException {
    Files.createDirectories(folder);
    AtomicFile.write(file(checkpoint.place()), target -> CheckpointFile.write(checkpoint, target));
    List<CheckpointId> rounds =
        places().stream().filter(place -> place.kind() == CheckpointId.Kind.ROUND).toList();
    for (CheckpointId old : rounds.subList(Math.min(roundsKept, rounds.size()), rounds.size())) {
      Files.deleteIfExists(file(old));
    }
  }

  /** Removes what is later than that place, and what was never finished. */
  public void removeAfter(CheckpointId last) throws IOException {
    for (CheckpointId place : places()) {
      if (place.compareTo(last) > 0) {
        Files.deleteIfExists(file(place));
      }
    }
    removeUnfinished();
  }

  /** Removes all checkpoints, and the folder if nothing else is in it. */
  public void clear() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    for (CheckpointId place : places()) {
      Files.deleteIfExists(file(place));
    }
    removeUnfinished();
    try (Stream<Path> others = Files.list(folder)) {
      if (others.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(folder);
  }

  private void removeUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(CheckpointId.EXTENSION + AtomicFile.UNFINISHED)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
