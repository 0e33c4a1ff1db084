package dev.gauntlet.data.published;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.DataSet;
import dev.gauntlet.data.ImageSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the published sets of images from a folder that has one folder for each. */
public final class ImageSets {

  private ImageSets() {}

  /** The names of the sets that can be read, which are also the names of their folders. */
  public static List<String> names() {
    return KnownSets.ALL.stream().map(KnownSet::name).toList();
  }

  /**
   * Reads a set: {@code mnist} and {@code fashion-mnist} as IDX files, {@code cifar-10} as its
   * binary version, each file plain or gzipped.
   *
   * @param name one of {@link #names()}
   * @param dataFolder the folder that has a folder of that name
   * @throws DataException if files are missing, damaged or contradict each other
   * @throws IllegalArgumentException if there is no set of that name
   */
  public static DataSet load(String name, Path dataFolder) {
    return load(require(name), dataFolder);
  }

  static KnownSet require(String name) {
    return KnownSets.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no set of images is called " + name + "; there are " + names()));
  }

  static DataSet load(KnownSet set, Path dataFolder) {
    Path folder = dataFolder.resolve(set.name());
    requireFiles(set, folder);
    Sha256Sums vouched = Sha256Sums.in(folder);
    List<CheckedFile> training = read(set, set.training(), folder, vouched);
    List<CheckedFile> test = read(set, set.test(), folder, vouched);
    List<CheckedFile> all = Stream.concat(training.stream(), test.stream()).toList();
    String remark = origin(folder, all).remark();
    return new DataSet(
        remark.isEmpty() ? set.name() : set.name() + " (" + remark + ")",
        set.classes(),
        join(set, folder, training),
        join(set, folder, test),
        all.stream().map(CheckedFile::description).toList());
  }

  private static void requireFiles(KnownSet set, Path folder) {
    List<String> missing =
        set.files().stream()
            .map(KnownFile::name)
            .filter(file -> StoredFile.locate(folder, file).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw new DataException(
          (Files.isDirectory(folder)
                  ? folder + " lacks "
                  : "there is no folder " + folder + " with ")
              + String.join(", ", missing)
              + " (plain or with .gz after the name).\nTo fetch them: ./gauntlet data --download "
              + set.name());
    }
  }

  private static List<CheckedFile> read(
      KnownSet set, List<KnownFile> files, Path folder, Sha256Sums vouched) {
    List<CheckedFile> read = new ArrayList<>();
    for (KnownFile file : files) {
      Path path = StoredFile.locate(folder, file.name()).orElseThrow();
      read.add(CheckedFile.read(set, file, path, vouched));
    }
    return read;
  }

  /** The one origin of all files; genuine files among a user's own make a set of the user's own. */
  private static Origin origin(Path folder, List<CheckedFile> files) {
    Set<Origin> origins =
        files.stream()
            .map(CheckedFile::origin)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Origin.class)));
    if (origins.equals(EnumSet.of(Origin.GENUINE, Origin.JPEG_COPIES))) {
      // The two are ordered differently: together they would hold some images twice.
      throw new DataException(
          folder
              + " mixes original files with JPEG copies ("
              + files.stream()
                  .filter(file -> file.origin() == Origin.JPEG_COPIES)
                  .map(file -> file.description().name())
                  .collect(Collectors.joining(", "))
              + "): expected all of one kind");
    }
    return origins.size() == 1 ? files.get(0).origin() : Origin.OTHER;
  }

  private static ImageSet join(KnownSet set, Path folder, List<CheckedFile> files) {
    List<ImagePart> parts = files.stream().map(CheckedFile::part).toList();
    byte[] pixels = ImagePart.allPixels(parts);
    byte[] labels = ImagePart.allLabels(parts);
    int images = pixels.length / set.shape().size();
    if (images != labels.length) {
      throw new DataException(
          folder
              + ": expected as many labels as images in "
              + files.stream()
                  .map(file -> file.description().name())
                  .collect(Collectors.joining(" and "))
              + ", found "
              + images
              + " images and "
              + labels.length
              + " labels");
    }
    return new ImageSet(set.shape(), set.classes(), pixels, labels);
  }
}
