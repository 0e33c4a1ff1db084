package dev.gauntlet.data.download;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.published.DataInventory;
import dev.gauntlet.data.published.DataInventory.Entry;
import dev.gauntlet.data.published.DataInventory.State;
import dev.gauntlet.data.published.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Completes a folder of a published set of images with what it lacks. */
public final class DataDownload {

  private DataDownload() {}

  /**
   * Fetches the missing files of a set and checks them. Genuine files that are there stay; any
   * other file in the way is left for the user to decide about.
   *
   * @param set one of {@link dev.gauntlet.data.published.ImageSets#names()}
   * @param dataFolder the folder that has or gets a folder of that name
   * @throws DataException if a file is in the way, or one could not be had at any address
   * @throws IllegalArgumentException if there is no set of that name
   */
  public static void fetch(String set, Path dataFolder, DownloadProgress progress) {
    RemoteSet remote =
        RemoteSets.named(set)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is nothing to download for "
                            + set
                            + "; there is for "
                            + RemoteSets.names().collect(Collectors.joining(", "))));
    fetch(remote, dataFolder, progress);
  }

  static void fetch(RemoteSet set, Path dataFolder, DownloadProgress progress) {
    DataInventory inventory = DataInventory.of(set.name(), dataFolder);
    refuseOthers(inventory);
    Set<String> missing =
        inventory.entries().stream()
            .filter(entry -> entry.state() == State.MISSING)
            .map(Entry::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Downloader downloader = new Downloader();
    for (RemoteFile file : set.files()) {
      if (file.isArchive() && !missing.isEmpty()) {
        Path archive = downloader.download(file, inventory.folder(), progress);
        TarGzip.extract(archive, missing, inventory.folder());
        delete(archive);
      } else if (missing.contains(withoutGz(file.name()))) {
        downloader.download(file, inventory.folder(), progress);
      }
    }
  }

  private static void refuseOthers(DataInventory inventory) {
    List<String> others =
        inventory.entries().stream()
            .filter(entry -> entry.state() != State.MISSING)
            .filter(entry -> entry.origin().filter(Origin.GENUINE::equals).isEmpty())
            .map(entry -> entry.name() + " (" + reason(entry) + ")")
            .toList();
    if (!others.isEmpty()) {
      throw new DataException(
          inventory.folder()
              + " already has "
              + String.join(", ", others)
              + ": move or delete it, then download again");
    }
  }

  private static String reason(Entry entry) {
    return entry.origin().map(Origin::remark).orElse("damaged");
  }

  private static String withoutGz(String name) {
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }

  private static void delete(Path archive) {
    try {
      Files.delete(archive);
    } catch (IOException e) {
      throw new DataException(archive + " is unpacked but cannot be deleted: " + e, e);
    }
  }
}
