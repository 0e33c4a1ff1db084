package dev.gauntlet.data.download;

import dev.gauntlet.data.AtomicFile;
import dev.gauntlet.data.DataException;
import dev.gauntlet.data.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches files. What has arrived is kept in a {@code .part} file beside the target, from which a
 * later attempt, also of another process, goes on; the target itself appears at once, complete and
 * checked.
 */
final class Downloader {

  /** At one address, before the next is tried: connections break, but not for ever. */
  private static final int ATTEMPTS = 4;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /**
   * Fetches a file into a folder and returns its path.
   *
   * @throws DataException if no address gave it, with the reason of each attempt
   */
  Path download(RemoteFile file, Path folder, DownloadProgress progress) {
    Path target = folder.resolve(file.name());
    Path part = AtomicFile.unfinished(target);
    List<String> failures = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      if (Files.exists(target) && Sha256.of(target).equals(file.sha256())) {
        return target; // an archive whose unpacking was interrupted
      }
      for (URI address : file.addresses()) {
        if (tryAddress(file, address, part, progress, failures)) {
          AtomicFile.finish(target);
          return target;
        }
      }
    } catch (IOException e) {
      throw new DataException(target + " cannot be written: " + e, e);
    }
    throw new DataException(
        target
            + " could not be downloaded:\n  "
            + String.join("\n  ", failures)
            + (Files.exists(part) ? "\nWhat has arrived is kept: run it again to go on." : ""));
  }

  /** Whether the part is now complete and has the right checksum. */
  private boolean tryAddress(
      RemoteFile file, URI address, Path part, DownloadProgress progress, List<String> failures)
      throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      long start = Transfer.size(part);
      try {
        if (start < file.bytes()) {
          new Transfer(client, file, part, progress).from(address);
        }
        check(file, part, start);
        return true;
      } catch (TransferException e) {
        failures.add(address + ": " + e.getMessage());
        if (!e.isWorthRepeating()) {
          return false;
        }
      }
    }
    return false;
  }

  /**
   * Deletes a part that cannot become the file. Whether the same address is worth another try
   * depends on whether the wrong bytes may be those that were there at the start.
   */
  private static void check(RemoteFile file, Path part, long start)
      throws IOException, TransferException {
    long size = Transfer.size(part);
    if (size < file.bytes()) {
      throw TransferException.broken(
          "the connection ended after " + size + " of " + file.bytes() + " bytes");
    }
    String found = Sha256.of(part);
    if (!found.equals(file.sha256())) {
      Files.delete(part);
      String message =
          "expected "
              + file.bytes()
              + " bytes with SHA-256 "
              + file.sha256()
              + ", found "
              + size
              + " with "
              + found;
      throw start > 0 ? TransferException.broken(message) : TransferException.refused(message);
    }
  }
}
