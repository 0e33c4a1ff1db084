package dev.gauntlet.data.published;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.DataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a folder holds of one set of images, file by file.
 *
 * @param set the set's name
 * @param folder where its files are looked for
 * @param entries one for each file that the set consists of, training files first
 */
public record DataInventory(String set, Path folder, List<Entry> entries) {

  /** The state of a file. */
  public enum State {
    MISSING,
    /** There, but refused when the set is loaded. */
    DAMAGED,
    /** There and readable; its origin tells whose images it holds. */
    INTACT
  }

  /**
   * One file.
   *
   * @param name the file found, or, if it is missing, the uncompressed one expected
   * @param state whether it can be used
   * @param file as stored, if it is intact
   * @param origin whose images it holds, if it is intact
   * @param problem what is wrong, if it is damaged
   */
  public record Entry(
      String name,
      State state,
      Optional<DataFile> file,
      Optional<Origin> origin,
      Optional<String> problem) {}

  public DataInventory {
    entries = List.copyOf(entries);
  }

  /** Whether every file is there and intact. */
  public boolean complete() {
    return entries.stream().allMatch(entry -> entry.state() == State.INTACT);
  }

  /** Reads and checks every file of every known set below that folder. */
  public static List<DataInventory> of(Path dataFolder) {
    return KnownSets.ALL.stream().map(set -> of(set, dataFolder)).toList();
  }

  /**
   * Reads and checks every file of one set.
   *
   * @param set one of {@link ImageSets#names()}
   * @throws IllegalArgumentException if there is no set of that name
   */
  public static DataInventory of(String set, Path dataFolder) {
    return of(ImageSets.require(set), dataFolder);
  }

  static DataInventory of(KnownSet set, Path dataFolder) {
    Path folder = dataFolder.resolve(set.name());
    List<Entry> entries = new ArrayList<>();
    for (KnownFile file : set.files()) {
      entries.add(
          StoredFile.locate(folder, file.name())
              .map(path -> check(set, file, path, folder))
              .orElseGet(() -> missing(file.name())));
    }
    return new DataInventory(set.name(), folder, entries);
  }

  private static Entry check(KnownSet set, KnownFile known, Path path, Path folder) {
    String name = path.getFileName().toString();
    try {
      CheckedFile file = CheckedFile.read(set, known, path, Sha256Sums.in(folder));
      return new Entry(
          name,
          State.INTACT,
          Optional.of(file.description()),
          Optional.of(file.origin()),
          Optional.empty());
    } catch (DataException e) {
      return new Entry(
          name,
          State.DAMAGED,
          Optional.empty(),
          Optional.empty(),
          Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static Entry missing(String name) {
    return new Entry(name, State.MISSING, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
