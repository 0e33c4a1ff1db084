package dev.gauntlet.data.download;

import dev.gauntlet.data.AtomicFile;
import dev.gauntlet.data.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks chosen files of a gzipped tar archive, whatever folder they are in. */
final class TarGzip {

  private TarGzip() {}

  /**
   * Unpacks the files of those names into a folder; each appears at once and complete.
   *
   * @throws DataException if one is not in the archive or the archive is damaged
   */
  static void extract(Path archive, Set<String> names, Path folder) {
    Set<String> missing = new TreeSet<>(names);
    try (InputStream packed = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream files = new TarArchiveInputStream(new GZIPInputStream(packed))) {
      TarArchiveEntry entry = files.getNextTarEntry();
      while (entry != null && !missing.isEmpty()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink() && missing.remove(name)) {
          AtomicFile.write(folder.resolve(name), files::transferTo);
        }
        entry = files.getNextTarEntry();
      }
    } catch (IOException e) {
      throw new DataException(archive + " cannot be unpacked: " + e, e);
    }
    if (!missing.isEmpty()) {
      throw new DataException(archive + " does not contain " + String.join(", ", missing));
    }
  }
}
