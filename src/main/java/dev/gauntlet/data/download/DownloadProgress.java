package dev.gauntlet.data.download;

/** Is told now and then how far a download has come. */
@FunctionalInterface
public interface DownloadProgress {

  /**
   * Called on the downloading thread, for the last time when the file is complete.
   *
   * @param file the name of the file
   * @param bytes how many of it are there, including those of an earlier attempt
   * @param totalBytes how many it has
   */
  void received(String file, long bytes, long totalBytes);
}
